using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Templates;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>JSON with the templates in its texts filled in.</summary>
internal static partial class Rendering
{
    private const int LongestData = 200;

    public static JsonElement Of(JsonElement element, TemplateScope scope) => Filled(element, scope, fit: null);

    /// <summary>
    /// As <see cref="Of"/>, for prompts: data from elsewhere loses the signs that mean something in a prompt, so that nobody else adds
    /// weights, wildcards or adapters to it.
    /// </summary>
    public static JsonElement OfRequest(JsonElement element, TemplateScope scope) => Filled(element, scope, Plain);

    private static JsonElement Filled(JsonElement element, TemplateScope scope, Func<TemplateExpression, string, string>? fit) => JsonSerializer.SerializeToElement(
        JsonTexts.Replace(JsonNode.Parse(element.GetRawText()), text => scope.Render(text, fit)));

    private static string Plain(TemplateExpression expression, string value)
    {
        if (!expression.Name.StartsWith("data.", StringComparison.Ordinal))
        {
            return value;
        }

        var plain = Signs().Replace(value, " ").Trim();
        return plain.Length <= LongestData ? plain : plain[..LongestData];
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N} .,;'%°/+–-]+")]
    private static partial Regex Signs();
}
