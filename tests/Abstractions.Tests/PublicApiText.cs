using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Atelier.Abstractions.Tests;

/// <summary>Writes what an assembly promises: a line a public type, a line a member that a stranger can call or override.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => IsReadOnly(type) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => IsRecord(type) ? "sealed record" : "sealed class",
            _ => IsRecord(type) ? "record" : "class",
        };
        var bases = new[] { type.BaseType }
            .Where(parent => parent is not null && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? [])
                .OrderBy(contract => contract.FullName, StringComparer.Ordinal))
            .Select(parent => TypeName.Of(parent!));
        var list = string.Join(", ", bases);
        return $"{kind} {type.Namespace}.{TypeName.Of(type)}{(list.Length == 0 ? "" : " : " + list)}";
    }

    private static IEnumerable<string> Members(Type type) => type.GetMembers(Declared).Select(Member).OfType<string>();

    private static string? Member(MemberInfo member) => member switch
    {
        _ when member.IsDefined(typeof(CompilerGeneratedAttribute)) => null,
        ConstructorInfo constructor when IsVisible(constructor) => $"{Access(constructor)}.ctor({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) => Method(method),
        MethodInfo method when IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => Method(method),
        PropertyInfo property => Property(property),
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly => Field(field),
        EventInfo { AddMethod: { } add } happening when IsVisible(add) =>
            $"{Modifiers(add)}event {TypeName.Of(happening.EventHandlerType!)} {happening.Name}",
        _ => null,
    };

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";
        var constraints = string.Concat(method.GetGenericArguments().Where(argument => argument.IsGenericParameter).Select(Constraints));
        return $"{Modifiers(method)}{TypeName.Of(method.ReturnType)} {method.Name}{generic}({Parameters(method)}){constraints}";
    }

    private static string? Property(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsVisible(getter) ? getter : null;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? setter : null;
        if ((get ?? set) is not { } accessor)
        {
            return null;
        }

        var index = property.GetIndexParameters();
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var write = set is null ? ""
            : set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;";
        return $"{Modifiers(accessor)}{required}{TypeName.Of(property.PropertyType)} {name} {{{(get is null ? "" : " get;")}{write} }}";
    }

    private static string Field(FieldInfo field)
    {
        var modifier = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? " = " + Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture) : "";
        return $"{modifier}{TypeName.Of(field.FieldType)} {field.Name}{value}";
    }

    /// <summary>A method of an interface that has a body says <c>default</c>: strangers need not implement it.</summary>
    private static string Modifiers(MethodBase method)
    {
        var kind = method switch
        {
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } => method.IsAbstract ? "" : "default ",
            { IsAbstract: true } => "abstract ",
            MethodInfo { IsVirtual: true, IsFinal: false } info when info.GetBaseDefinition() != info => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
        return Access(method) + kind;
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        return $"{passing}{TypeName.Of(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Default(parameter.RawDefaultValue) : "")}";
    }

    private static string Default(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Constraints(Type argument)
    {
        var parts = argument.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)).Select(TypeName.Of)
            .ToList();
        var flags = argument.GenericParameterAttributes;
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            parts.Insert(0, "class");
        }

        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            parts.Insert(0, "struct");
        }
        else if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            parts.Add("new()");
        }

        return parts.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", parts)}";
    }
}
