using System.Net;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Net;

namespace Atelier.Host.Tests.Automation.Publishing.Doubles;

/// <summary>What targets call servers of loopback with: as in the server, and soon out of patience.</summary>
internal static class Impatient
{
    public static PublishClient Client()
    {
        var allowed = new AddressRules([IPNetwork.Parse("127.0.0.0/8")], "publishing.allow");
        var patience = new PublishPatience(2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), TimeSpan.FromSeconds(20));
        return new PublishClient(new GuardedClient(allowed, plain: allowed), patience, TimeProvider.System);
    }
}
