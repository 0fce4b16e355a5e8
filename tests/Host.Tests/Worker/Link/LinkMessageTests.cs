using System.Text.Json;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Tests.Worker.Link;

public sealed class LinkMessageTests
{
    [Fact]
    public void A_refusal_goes_over_the_link_as_an_answer_does()
    {
        var refusal = new LinkMessage.Answer(7, null, "levels", "21 is not possible");

        var heard = JsonSerializer.Deserialize<LinkMessage>(JsonSerializer.SerializeToUtf8Bytes<LinkMessage>(refusal, LinkJson.Options), LinkJson.Options);

        Assert.Equal(refusal, heard);
    }
}
