using System.Globalization;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Imaging;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>AUTOMATIC1111's SD upscale: the picture enlarged, made anew tile by tile, and put together again.</summary>
internal sealed class TiledUpscale : IScriptRun
{
    private const int UsualOverlap = 64;
    private const double UsualScale = 2;
    private const int MostTiles = 100;

    private readonly int _overlap;
    private readonly double _scale;
    private readonly UpscalerEntry? _upscaler;

    private TiledUpscale(int overlap, double scale, UpscalerEntry? upscaler) => (_overlap, _scale, _upscaler) = (overlap, scale, upscaler);

    public static IReadOnlyList<ScriptArgument> Arguments { get; } =
        [new("HTML", ""), new("Tile overlap", UsualOverlap, 0, 256, 16), new("Upscaler", 0), new("Scale Factor", UsualScale, 1, 4, 0.05)];

    public int? Jobs => null;

    /// <param name="request">The request.</param>
    /// <param name="arguments">The script's.</param>
    /// <param name="upscalers">Those of pictures, as they are listed: the script names one by its place too.</param>
    public static IScriptRun Read(GenerationRequest request, ScriptArguments arguments, IReadOnlyList<UpscalerEntry> upscalers)
    {
        var overlap = arguments.Number(1, UsualOverlap);
        if (overlap < 0 || overlap >= Math.Min(request.Width ?? int.MaxValue, request.Height ?? int.MaxValue))
        {
            arguments.Refuse(1, "must be pixels from 0 to less than a side of a tile, which is width × height");
        }

        var scale = arguments.Number(3, UsualScale);
        if (scale is < 1 or > 4)
        {
            arguments.Refuse(3, "must be a factor from 1 to 4");
        }

        if (request.Image!.Mask is not null)
        {
            arguments.Refuse("mask", "does not go with this script, which makes the whole picture anew; leave it out");
        }

        return new TiledUpscale((int)overlap, scale, Upscaler(arguments, upscalers));
    }

    public async Task<IReadOnlyList<ShownPicture>> MakeAsync(GenerationRequest request, ScriptJobs jobs, CancellationToken cancellation)
    {
        var file = await jobs.ReadAsync("init_images", request.Image!.Picture, cancellation);
        if (_upscaler is { } upscaler)
        {
            var header = PictureHeader.Read(file);
            var (width, height) = ((int)(header.Width * _scale), (int)(header.Height * _scale));
            Check(width, height);
            file = (await jobs.AskAsync(new UpscaleQuestion(file, width, height, upscaler.Name, false, "png"), cancellation)).File;
        }

        var cut = new TilesQuestion(file, request.Width!.Value, request.Height!.Value, _overlap, MostTiles);
        var tiles = await jobs.AskAsync(cut, cancellation);
        var shown = new List<ShownPicture>();
        for (var batch = 0; batch < request.Count && !jobs.IsInterrupted; batch++)
        {
            if (await OneAsync(request with { Seed = unchecked(request.Seed + (ulong)batch) }, tiles, jobs, cancellation) is { } picture)
            {
                shown.Add(picture);
            }
        }

        return shown;
    }

    private async Task<ShownPicture?> OneAsync(
        GenerationRequest request, PictureTiles tiles, ScriptJobs jobs, CancellationToken cancellation)
    {
        var made = new List<StoredPicture>();
        for (var tile = 0; tile < tiles.Files.Length && !jobs.IsInterrupted; tile++)
        {
            made.AddRange(await jobs.MakeAsync(Of(request, tiles.Files[tile], tile), cancellation));
        }

        // Without all of its tiles there is no picture.
        if (made.Count < tiles.Files.Length)
        {
            return null;
        }

        var files = await jobs.FilesAsync(made, cancellation);
        var joined = await jobs.AskAsync(
            new JoinQuestion(files, tiles.Width, tiles.Height, request.Width!.Value, request.Height!.Value, _overlap), cancellation);
        var infotext = Text(Infotext.Parse(made[0].Infotext));
        var file = PictureMetadata.Create(infotext, null).AddTo(joined.File);
        return new ShownPicture(infotext.ToString(), made[0].Seed, joined.Width, joined.Height, File: file);
    }

    // As the script counts: up within a batch, and each batch from one above the last one's first.
    private static GenerationRequest Of(GenerationRequest request, byte[] tile, int index) => request with
    {
        Seed = unchecked(request.Seed + (ulong)((index / request.BatchSize) + (index % request.BatchSize))),
        BatchSize = 1,
        Count = 1,
        Image = request.Image! with { Picture = $"data:image/png;base64,{Convert.ToBase64String(tile)}", Resize = "stretch" },
    };

    private Infotext Text(Infotext tile) => tile with
    {
        Fields =
        [
            .. tile.Fields.Where(field => field.Key != "Version"),
            new("SD upscale overlap", _overlap.ToString(CultureInfo.InvariantCulture)),
            new("SD upscale upscaler", _upscaler?.Label ?? "None"),
            .. tile.Fields.Where(field => field.Key == "Version"),
        ],
    };

    private static UpscalerEntry? Upscaler(ScriptArguments arguments, IReadOnlyList<UpscalerEntry> upscalers)
    {
        var asked = arguments.Text(2);
        if (asked.Length == 0 || asked.Equals("None", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var found = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < upscalers.Count
                ? upscalers[index]
                : UpscalerCatalog.Find(upscalers, asked, "script_args", ofPictures: true);
            return found.Name == "none" ? null : found;
        }
        catch (RequestException unknown)
        {
            arguments.Refuse(2, unknown.Problem);
            return null;
        }
    }

    private static void Check(int width, int height)
    {
        try
        {
            PictureLimits.Check(width, height);
        }
        catch (PictureException exception)
        {
            throw new ApiException(ApiError.Invalid("script_args", exception.Message));
        }
    }
}
