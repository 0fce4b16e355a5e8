using Atelier.Diffusion.Checkpoints;
using Atelier.Networks;

namespace Atelier.Diffusion.Networks;

/// <summary>A ControlNet beside the models.</summary>
/// <param name="Name">What requests say.</param>
/// <param name="Family">Of the models that it steers: <c>sd1</c>, <c>sd2</c>, <c>sdxl</c>; null where it cannot be used.</param>
/// <param name="TextWidth">The width of the text embeddings that it takes; null where it cannot be used.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
public sealed record ControlNetEntry(string Name, string? Family, int? TextWidth, string? Problem);

/// <summary>The ControlNets beside the models, told from the headers of their files.</summary>
public static class ControlNetCatalog
{
    /// <summary>All of them, by name.</summary>
    /// <param name="files">The files beside the models.</param>
    public static IReadOnlyList<ControlNetEntry> All(IModelFiles files) => [.. files.List(ModelFileKinds.ControlNet).Select(Of)];

    private static ControlNetEntry Of(ModelFile file)
    {
        try
        {
            using var opened = NetworkFile.Open(file.Path);
            var config = ControlNetArchitecture.Read(opened);
            return new ControlNetEntry(file.Name, config.Family, config.UNet.CrossAttentionDim, Problem: null);
        }
        catch (CheckpointException exception)
        {
            return new ControlNetEntry(file.Name, Family: null, TextWidth: null, exception.Message);
        }
    }
}
