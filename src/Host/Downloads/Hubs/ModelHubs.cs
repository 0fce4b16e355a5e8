namespace Atelier.Host.Downloads;

/// <summary>Finds out what a source offers.</summary>
internal sealed class ModelHubs(HubClient client)
{
    /// <param name="source">As a person writes it: <see cref="ModelSource.Forms"/>.</param>
    /// <param name="file">Which file of it, where there are several; null leaves it to the hub.</param>
    /// <param name="name">What the model is to be called; null takes the hub's name for it.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DownloadException">It offers nothing that is opened here, or cannot be asked.</exception>
    public async Task<ModelOffer> DescribeAsync(string source, string? file, string? name, CancellationToken cancellation)
    {
        name = name is null ? null : ModelNames.Check(name);
        var offer = ModelSource.Parse(source, client.Options) switch
        {
            ModelSource.HuggingFace repository =>
                await HuggingFaceHub.DescribeAsync(client, repository with { File = file ?? repository.File }, cancellation),
            ModelSource.Civitai version => await CivitaiHub.DescribeAsync(client, version, file, cancellation),
            ModelSource.Plain plain => await PlainUrl.DescribeAsync(client, plain, cancellation),
            _ => throw new InvalidOperationException("a source of no known kind"),
        };
        return name is null ? offer : Renamed(offer, name);
    }

    private static ModelOffer Renamed(ModelOffer offer, string name) => offer with
    {
        Name = name,
        Files = offer.IsFolder ? offer.Files : [offer.Files[0] with { Path = name + Path.GetExtension(offer.Files[0].Path) }],
    };
}
