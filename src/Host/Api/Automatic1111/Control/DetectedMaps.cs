using Atelier.Generation;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Control;

/// <summary>The maps that a request's control units were made with, as the extension answers them behind the pictures.</summary>
internal sealed class DetectedMaps(IPictureFiles files, IWorkers workers)
{
    /// <param name="request">As its job keeps it: its pictures are hashes.</param>
    /// <param name="wishes">The units in the request's order.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>PNG files in base64.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(
        GenerationRequest request, IReadOnlyList<ControlWish> wishes, CancellationToken cancellation)
    {
        var maps = new List<string>();
        foreach (var (unit, _) in request.Controls.Zip(wishes).Where(pair => pair.Second.ShowsMap))
        {
            if ((unit.Picture ?? request.Image?.Picture) is not { } picture || await ReadAsync(picture, cancellation) is not { } file)
            {
                continue;
            }

            var mask = request.Image?.Mask is { } given ? await ReadAsync(given.Picture, cancellation) : null;
            var map = await workers.AskAsync(
                new PreprocessQuestion(file, mask, unit.Preprocessor, unit.PreprocessorOptions, unit.Resolution, request.Seed ?? 0),
                cancellation);
            maps.Add(Convert.ToBase64String(map.File));
        }

        return maps;
    }

    private async Task<byte[]?> ReadAsync(string reference, CancellationToken cancellation) =>
        PictureHash.Of(reference) is { } hash ? await files.ReadAsync(hash, cancellation) : null;
}
