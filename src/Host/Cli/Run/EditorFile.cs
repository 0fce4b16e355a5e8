using System.Globalization;
using System.Reflection;
using System.Text;
using Atelier.Host.Scripting.Compile;
using Atelier.Scripting;

namespace Atelier.Host.Cli.Run;

/// <summary>
/// What editors complete scripts by. They know scripts, and not whose globals these have: so a file declares the globals once more, for the
/// editor alone. Where Atelier compiles a script that loads it, it is empty.
/// </summary>
internal static class EditorFile
{
    public const string Name = "atelier.csx";

    private const string Marker = "// <atelier-editor>";

    /// <summary>Whether a loaded file is one.</summary>
    public static bool IsOne(string text) => text.StartsWith(Marker, StringComparison.Ordinal);

    /// <param name="contracts">The full path of Atelier.Abstractions.dll.</param>
    public static string Text(string contracts)
    {
        var text = new StringBuilder($"""
            {Marker} For editors alone: what every script sees by itself. atelier run --init writes it anew.
            #nullable disable
            #r "{contracts}"

            """).AppendLine();
        foreach (var import in ScriptImports.All)
        {
            text.AppendLine($"using {(import == "System.Console" ? "static " : "")}{import};");
        }

        foreach (var member in typeof(ScriptGlobals).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            var declared = member switch
            {
                PropertyInfo property => $"{TypeOf(property.PropertyType)} {property.Name} => throw null;",
                MethodInfo { IsSpecialName: false } method =>
                    $"{TypeOf(method.ReturnType)} {method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))}) => throw null;",
                _ => null,
            };
            if (declared is not null)
            {
                text.AppendLine().AppendLine($"/// <inheritdoc cref=\"ScriptGlobals.{member.Name}\"/>").AppendLine(declared);
            }
        }

        return text.ToString();
    }

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{TypeOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "")}";

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string TypeOf(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? $"{TypeOf(inner)}?"
        : type.IsGenericType
            ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(TypeOf))}>"
        : type.FullName!;
}
