using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Host.Models;
using Atelier.Host.Store;
using Atelier.Imaging;

namespace Atelier.Host.Api.Automatic1111.Lists;

/// <summary>Models as AUTOMATIC1111 names them. As with it, a model's hash is known once somebody needed it.</summary>
internal sealed class ModelTitles(ModelShelf models, ModelHashes hashes, IPictureStore pictures)
{
    public async Task<IReadOnlyList<ModelTitle>> ListAsync(CancellationToken cancellation)
    {
        var titles = new List<ModelTitle>();
        foreach (var model in models.List().Where(model => model.IsReady))
        {
            titles.Add(new ModelTitle(model, await HashAsync(model, cancellation)));
        }

        return titles;
    }

    /// <summary>A model by its name; null where there is none.</summary>
    public async Task<ModelTitle?> FindAsync(string name, CancellationToken cancellation) =>
        models.List().FirstOrDefault(model => model.IsReady && model.Name == name) is { } found
            ? new ModelTitle(found, await HashAsync(found, cancellation))
            : null;

    // A picture's recipe has the hash of the model that made it; a model that changed since is another.
    private async Task<string?> HashAsync(ModelFacts model, CancellationToken cancellation)
    {
        if (hashes.Known(model) is { } known)
        {
            return known;
        }

        var page = await pictures.ListAsync(new PictureFilter(1, Model: model.Name), cancellation);
        try
        {
            return page.Pictures.FirstOrDefault() is { } picture && picture.CreatedAt >= ChangedAt(model.Entry.Path)
                ? Recipe.Parse(picture.Recipe).Model.Hash
                : null;
        }
        catch (PictureException)
        {
            return null;
        }
    }

    private static DateTimeOffset ChangedAt(string path) =>
        Directory.Exists(path) ? Directory.GetLastWriteTimeUtc(path) : File.GetLastWriteTimeUtc(path);
}

/// <summary>A model and what AUTOMATIC1111 calls it: <c>name.safetensors [a1b2c3d4e5]</c>.</summary>
internal sealed record ModelTitle(ModelFacts Model, string? Sha256)
{
    private const int ShortHash = 10;

    public string? Hash => Sha256?[..ShortHash];

    public string Title => Hash is null ? Model.Entry.FileName : $"{Model.Entry.FileName} [{Hash}]";
}
