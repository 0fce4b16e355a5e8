using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Styles;

/// <summary>A style put to a request, as AUTOMATIC1111 does.</summary>
internal static class Styling
{
    public const string Place = "{prompt}";

    public static GenerationRequest Apply(StyleChoice style, GenerationRequest request) => request with
    {
        Prompt = Joined(request.Prompt, style.Prompt),
        NegativePrompt = Joined(request.NegativePrompt, style.NegativePrompt),
    };

    private static string Joined(string prompt, string style) => style.Contains(Place, StringComparison.Ordinal)
        ? style.Replace(Place, prompt, StringComparison.Ordinal)
        : string.Join(", ", new[] { prompt.Trim(), style.Trim() }.Where(part => part.Length > 0));
}
