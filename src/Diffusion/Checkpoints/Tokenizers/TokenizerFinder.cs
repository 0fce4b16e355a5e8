namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Finds the folder with a tokenizer's vocab.json and merges.txt: the checkpoint's own (for a single file, in the folder of its name),
/// then beside the checkpoint, then in the models folder. Beside and in the models folder, the files may lie in <c>tokenizer/</c> or loose.
/// </summary>
internal static class TokenizerFinder
{
    private static readonly string[] Files = ["vocab.json", "merges.txt"];

    /// <summary>Finds a tokenizer; null where there is none.</summary>
    /// <param name="layout">The checkpoint.</param>
    /// <param name="name"><c>tokenizer</c> or <c>tokenizer_2</c>; the second may use the first's files, which are the same.</param>
    /// <param name="modelsFolder">Where shared tokenizers may lie; null for none.</param>
    public static FoundTokenizer? Find(Layout layout, string name, string? modelsFolder)
    {
        var own = Path.Combine(layout.Configs.Path, name);
        if (Holds(own))
        {
            return new FoundTokenizer(own, IsOwn: true);
        }

        IEnumerable<string?> places = [layout.Configs.Path, Path.GetDirectoryName(layout.Path), modelsFolder];
        return places.OfType<string>()
            .SelectMany(place => (string[])[Path.Combine(place, Components.Tokenizer), place])
            .Where(Holds)
            .Select(folder => new FoundTokenizer(folder, IsOwn: false))
            .FirstOrDefault();
    }

    /// <summary>What to do where there is none.</summary>
    public static string Advice =>
        "a tokenizer: put vocab.json and merges.txt (those of any Stable Diffusion 1.x diffusers folder's tokenizer/) beside the model or into the models folder's tokenizer/";

    private static bool Holds(string folder) => Files.All(file => File.Exists(Path.Combine(folder, file)));
}

/// <summary>A tokenizer's folder.</summary>
/// <param name="Folder">Where vocab.json and merges.txt lie.</param>
/// <param name="IsOwn">Whether it came with this text encoder, so that its padding token is the encoder's.</param>
internal sealed record FoundTokenizer(string Folder, bool IsOwn);
