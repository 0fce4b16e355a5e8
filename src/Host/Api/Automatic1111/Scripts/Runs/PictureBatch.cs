using Atelier.Generation;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>Several <c>init_images</c>: a batch of which each picture begins from its own, as AUTOMATIC1111's img2img has it.</summary>
/// <param name="pictures">By reference.</param>
/// <param name="count">How many such batches.</param>
internal sealed class PictureBatch(IReadOnlyList<string> pictures, int count) : IScriptRun
{
    public int? Jobs => pictures.Count * count;

    public async Task<IReadOnlyList<ShownPicture>> MakeAsync(GenerationRequest request, ScriptJobs jobs, CancellationToken cancellation)
    {
        var shown = new List<ShownPicture>();
        for (var made = 0; made < Jobs && !jobs.IsInterrupted; made++)
        {
            var one = Shift(request, (ulong)made) with
            {
                BatchSize = 1,
                Count = 1,
                Image = request.Image! with { Picture = pictures[made % pictures.Count] },
            };
            shown.AddRange((await jobs.MakeAsync(one, cancellation)).Select(ShownPicture.Of));
        }

        return shown;
    }

    // As within a batch: where pictures are variations of one it is the neighbours' seeds that count up.
    private static GenerationRequest Shift(GenerationRequest request, ulong by) =>
        request.Variation is { Strength: > 0, Seed: { } seed } variation
        ? request with { Variation = variation with { Seed = unchecked(seed + by) } }
        : request with { Seed = unchecked(request.Seed + by) };
}
