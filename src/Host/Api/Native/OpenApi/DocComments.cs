using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Atelier.Host.Api.Native.OpenApi;

/// <summary>The comments in the source, from the files that the compiler writes beside the assemblies.</summary>
internal static partial class DocComments
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    /// <summary>What a type is; null where nothing says it.</summary>
    public static string? Of(Type type) => Find(type)?.Element("summary") is { } summary ? Text(summary) : null;

    /// <summary>What a property is: its own comment, or its record's parameter's; null where nothing says it.</summary>
    public static string? Of(JsonPropertyInfo property)
    {
        if (property.AttributeProvider is not MemberInfo member || member.DeclaringType is not { } type)
        {
            return null;
        }

        var own = Members(type.Assembly).GetValueOrDefault($"P:{NameOf(type)}.{member.Name}")?.Element("summary");
        var parameter = Find(type)?.Elements("param").FirstOrDefault(element => element.Attribute("name")?.Value == member.Name);
        return (own ?? parameter) is { } found ? Text(found) : null;
    }

    private static XElement? Find(Type type) => Members(type.Assembly).GetValueOrDefault($"T:{NameOf(type)}");

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static Dictionary<string, XElement> Members(Assembly assembly) => Files.GetOrAdd(assembly, Read);

    private static Dictionary<string, XElement> Read(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        try
        {
            return File.Exists(file)
                ? XDocument.Load(file).Descendants("member").Where(member => member.Attribute("name") is not null)
                    .ToDictionary(member => member.Attribute("name")!.Value)
                : [];
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Text(XElement element)
    {
        var words = element.DescendantNodes().Select(node => node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('.')[^1],
            _ => null,
        });
        return Blanks().Replace(string.Concat(words), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
