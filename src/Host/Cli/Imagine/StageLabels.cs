namespace Atelier.Host.Cli.Imagine;

/// <summary>What people call the stages of a generation.</summary>
internal static class StageLabels
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        [""] = "Starting", ["load"] = "Loading the model", ["encode"] = "Reading the prompt", ["sample"] = "Painting",
        ["upscale"] = "Enlarging", ["decode"] = "Developing",
    };

    /// <summary>Of the longest.</summary>
    public static int Width { get; } = Labels.Values.Max(label => label.Length);

    public static string Of(string stage) => Labels.GetValueOrDefault(stage, stage);
}
