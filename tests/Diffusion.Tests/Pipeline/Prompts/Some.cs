using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

/// <summary>Arbitrary values for the prompt tests.</summary>
internal static class Some
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "|", ":", "::", "$$", "\\", "<", ">", "__", "_", " ", "\n",
        "a", "b c", "1", "0.5", "3", "-2", "BREAK", "AND", "lora", "🎨", "\uD800", "\0", "é",
    ];

    /// <summary>Prompts in which every mark of the grammar meets every other.</summary>
    public static Arbitrary<string> Prompts { get; } = Arb.From(Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat));
}
