using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Serve;
using Atelier.Host.Store;

namespace Atelier.Host.Automation.Publishing.Site;

/// <summary>The server's own <c>/published/NAME</c>. One write to the database moves it from one publication to the next.</summary>
internal sealed class SiteTarget(PublicationKeeper keeper, IPublicationStore store, ServerOptions server) : PublishTarget<SiteSettings>
{
    public override string Kind => TargetKinds.Site;

    protected override IEnumerable<(string Field, string Problem)> Problems(SiteSettings settings) => [];

    protected override async Task<PublishedPlace> PublishAsync(
        Publication publication, SiteSettings settings, CancellationToken cancellation)
    {
        await keeper.KeepAsync(publication, "[]", cancellation);
        await store.ShowAsync(publication.Name, publication.Id, cancellation);
        return new PublishedPlace(
            Kind, $"{Root}/{publication.Name}", $"{Root}/{publication.Name}", $"{Root}/{PublicationIndex.PathOf(publication.Name)}");
    }

    private string Root => server.PublicUrl + SiteRoutes.Root;
}
