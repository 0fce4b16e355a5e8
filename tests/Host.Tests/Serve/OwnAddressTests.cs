using Atelier.Host.Serve;

namespace Atelier.Host.Tests.Serve;

public sealed class OwnAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7860", "http://127.0.0.1:7860")]
    [InlineData("http://[::1]:80", "http://[::1]:80")]
    [InlineData("http://[::]:7860", "http://127.0.0.1:7860")]
    [InlineData("https://*:7861", "https://127.0.0.1:7861")]
    [InlineData("http://unix:/run/atelier.sock", "http://unix:/run/atelier.sock")]
    public void An_address_for_all_machines_is_loopbacks_for_this_one(string bound, string own) =>
    Assert.Equal(own, OwnAddress.LocalOf(bound));
}
