using System.Net;
using Atelier.Host.Net;

namespace Atelier.Host.Tests.Net;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("198.18.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_public_is_refused(string address) =>
    Assert.False(new AddressRules([]).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    public void A_public_address_is_allowed(string address) => Assert.True(new AddressRules([]).Allows(IPAddress.Parse(address)));

    [Fact]
    public void What_the_owner_allows_is_allowed_and_nothing_beside_it()
    {
        var rules = new AddressRules([IPNetwork.Parse("192.168.1.0/24")]);

        Assert.True(rules.Allows(IPAddress.Parse("192.168.1.7")));
        Assert.True(rules.Allows(IPAddress.Parse("::ffff:192.168.1.7")));
        Assert.False(rules.Allows(IPAddress.Parse("192.168.2.7")));
    }
}
