using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>The emphasis modes by name.</summary>
internal static class EmphasisModes
{
    private static readonly IReadOnlyList<IEmphasis> All = [new A1111Emphasis(), new ComfyEmphasis(), new NoEmphasis()];

    /// <summary>Finds a mode.</summary>
    /// <exception cref="RequestException">There is none of that name.</exception>
    public static IEmphasis Find(string name) =>
        All.FirstOrDefault(mode => mode.Aliases.Append(mode.Name).Contains(name, StringComparer.OrdinalIgnoreCase))
        ?? throw new RequestException(
            "emphasis", $"there is no mode \"{name}\"; known: {string.Join(", ", All.Select(mode => mode.Name))}.");
}
