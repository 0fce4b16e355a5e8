using System.Net;
using System.Text.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Downloads;
using Atelier.Host.Net;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Tests.Worker.Link;

public sealed class LinkMessageTests
{
    [Fact]
    public void A_refusal_goes_over_the_link_as_an_answer_does()
    {
        var refusal = new LinkMessage.Answer(7, null, "levels", "21 is not possible");

        Assert.Equal(refusal, Heard(refusal));
    }

    [Fact]
    public void Tokens_of_hubs_stay_with_the_server()
    {
        var options = new AtelierOptions
        {
            Folders = AtelierFolders.Discover("/working", "/program"),
            DefaultModel = "other",
            Hubs = new HubOptions { HuggingFaceToken = new Secret("hf_1"), CivitaiToken = new Secret("c_1") },
        };

        var heard = Assert.IsType<LinkMessage.Start>(Heard(new LinkMessage.Start("w", options, new Dictionary<string, string>())));

        Assert.Equal("other", heard.Options.DefaultModel);
        Assert.Equal((null, null), (heard.Options.Hubs.HuggingFaceToken, heard.Options.Hubs.CivitaiToken));
    }

    [Fact]
    public void A_server_that_may_call_a_network_can_start_its_worker()
    {
        var options = new AtelierOptions
        {
            Folders = AtelierFolders.Discover("/working", "/program"),
            Network = new NetworkOptions { Allow = [IPNetwork.Parse("192.168.1.0/24")] },
        };

        Assert.IsType<LinkMessage.Start>(Heard(new LinkMessage.Start("w", options, new Dictionary<string, string>())));
    }

    private static LinkMessage? Heard(LinkMessage message) =>
        JsonSerializer.Deserialize<LinkMessage>(JsonSerializer.SerializeToUtf8Bytes(message, LinkJson.Options), LinkJson.Options);
}
