using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Worker;
using Atelier.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>Pictures as one front end has them: those of its own users, and what somebody brings. Pixels are a worker's business.</summary>
/// <param name="group">What its owners begin with.</param>
internal sealed class FrontEndPictures(
    string frontEnd, string group, IPictureStore pictures, IPictureFiles kept, Uploads uploads, UpscalerList upscalers, IWorkers workers,
    AuditLog audit)
    : IFrontEndPictures
{
    private const string Field = "picture";
    private const int MostPictures = 100;

    public async Task<FrontEndPicture?> FindAsync(string id, CancellationToken cancellation = default) =>
        await StoredAsync(id, cancellation) is { } stored
        ? new FrontEndPicture(
            new JobPicture(stored.Id, stored.Hash, stored.Format, stored.Width, stored.Height, stored.Bytes, stored.Seed),
            stored.JobId, stored.Owner, Recipe.Parse(stored.Recipe).ToRequest(), stored.Infotext)
        : null;

    public async Task<byte[]?> ReadAsync(string id, CancellationToken cancellation = default) =>
        await StoredAsync(id, cancellation) is { } stored ? await kept.ReadAsync(stored.Hash, cancellation) : null;

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation = default)
    {
        if (await StoredAsync(id, cancellation) is not { } stored || !await pictures.RemoveAsync(id, cancellation))
        {
            return false;
        }

        await audit.WriteAsync(frontEnd, "picture.delete", $"{id} of {stored.Owner}", cancellation);
        return true;
    }

    public async Task<string> AddAsync(byte[] file, CancellationToken cancellation = default) =>
        PictureHash.Reference((await uploads.KeepAsync(file, Header(file), group, cancellation)).Hash);

    public Task<PictureOrigin?> DescribeAsync(byte[] file, CancellationToken cancellation = default)
    {
        Header(file);
        var metadata = PictureMetadata.Read(file);
        var recipe = RecipeOf(metadata);
        var text = metadata.Parameters ?? recipe?.ToInfotext(recipe.Sampler, recipe.Schedule).ToString();
        return Task.FromResult(text is null ? null : new PictureOrigin(text, recipe?.ToRequest() ?? metadata.Infotext?.ToRequest()));
    }

    public async Task<byte[]> ConvertAsync(
        byte[] file, string format, int? quality = null, int? side = null, CancellationToken cancellation = default)
    {
        Header(file);
        if (!ResizeQuestion.Formats.Contains(format))
        {
            throw new RequestException(
                "format", $"{OneLine.Quoted(format)} is unknown; it must be {string.Join(", ", ResizeQuestion.Formats)}");
        }

        if (quality is < 1 or > 100)
        {
            throw new RequestException("quality", $"{quality} is not possible; it must be from 1 to 100");
        }

        if (side < 1)
        {
            throw new RequestException("side", $"{side} is not possible; it must be at least 1");
        }

        var made = await AskAsync(new ResizeQuestion(file, null, null, "lanczos3", Crop: false, format, quality, side), cancellation);
        return PictureTexts.CarryOver(file, made.File);
    }

    public async Task<byte[]> SheetAsync(IReadOnlyList<byte[]> files, int columns, int gap = 4, CancellationToken cancellation = default)
    {
        if (files.Count is 0 or > MostPictures || columns < 1)
        {
            throw new RequestException("pictures", $"a sheet has 1 to {MostPictures} pictures and at least one column");
        }

        var wide = Math.Min(columns, files.Count);
        var rows = (files.Count + wide - 1) / wide;
        byte[]?[] places = [.. files, .. new byte[]?[(rows * wide) - files.Count]];
        return (await AskAsync(new SheetQuestion(places, Blank(wide), Blank(rows), gap), cancellation)).File;
    }

    public async Task<byte[]> UpscaleAsync(byte[] file, double scale, string upscaler, CancellationToken cancellation = default)
    {
        var header = Header(file);
        if (!(scale >= 1 && scale <= UpscaleQuestion.MostScale))
        {
            throw new RequestException("scale", $"{scale} is not possible; it must be from 1 to {UpscaleQuestion.MostScale}");
        }

        var entry = UpscalerCatalog.Find(await HeardAsync(() => upscalers.WaitAsync(cancellation)), upscaler, "upscaler", ofPictures: true);
        var (width, height) = ((int)(header.Width * scale), (int)(header.Height * scale));
        CheckSize(width, height);
        var made = await AskAsync(new UpscaleQuestion(file, width, height, entry.Name, Crop: false, "png"), cancellation);
        return PictureTexts.CarryOver(file, made.File);
    }

    private static string[] Blank(int count) => [.. Enumerable.Repeat("", count)];

    private static PictureHeader Header(byte[] file) => InlinePicture.Header(Field, file);

    // What another program wrote there under our name is no recipe; its other texts may still say something.
    private static Recipe? RecipeOf(PictureMetadata metadata)
    {
        try
        {
            return metadata.Recipe;
        }
        catch (PictureException)
        {
            return null;
        }
    }

    private static void CheckSize(int width, int height)
    {
        try
        {
            PictureLimits.Check(width, height);
        }
        catch (PictureException exception)
        {
            throw new RequestException("scale", exception.Message);
        }
    }

    private async Task<StoredPicture?> StoredAsync(string id, CancellationToken cancellation) =>
        Ids.AreLike(id) && await pictures.FindAsync(id, cancellation) is { } stored && Owners.IsIn(group, stored.Owner) ? stored : null;

    private Task<T> AskAsync<T>(WorkerQuestion<T> question, CancellationToken cancellation) =>
        HeardAsync(() => workers.AskAsync(question, cancellation));

    // Front ends know this exception; that of the workers is the server's own.
    private static async Task<T> HeardAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (WorkerUnavailableException exception)
        {
            throw new QueueRefusedException(QueueRefusal.Unavailable, exception.Message);
        }
    }
}
