using Atelier.Host.Configuration;
using Atelier.Host.Security;
using Atelier.Host.Serve;

namespace Atelier.Host.Tests.Security;

public class BindRuleTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7860")]
    [InlineData("http://127.9.9.9:1")]
    [InlineData("http://[::1]:7860")]
    [InlineData("https://localhost:7860")]
    public void Loopback_needs_nothing(string url) => BindRule.Check(Server(url), hasAdminKey: false);

    [Theory]
    [InlineData("http://0.0.0.0:7860")]
    [InlineData("http://*:7860")]
    [InlineData("http://+:7860")]
    [InlineData("http://[::]:7860")]
    [InlineData("http://192.168.1.5:7860")]
    [InlineData("http://localhost.example:7860")]
    public void What_others_can_reach_needs_leave_and_a_key(string url)
    {
        Assert.Contains("--allow-remote", Assert.Throws<OptionsException>(() => BindRule.Check(Server(url), hasAdminKey: true)).Message);
        var allowed = Server(url) with { AllowRemote = true };
        Assert.Contains("no admin key", Assert.Throws<OptionsException>(() => BindRule.Check(allowed, hasAdminKey: false)).Message);
        BindRule.Check(allowed, hasAdminKey: true);
    }

    [Fact]
    public void One_address_that_others_reach_is_enough() =>
        Assert.Throws<OptionsException>(
            () => BindRule.Check(
                Server("http://127.0.0.1:1") with { Urls = ["http://127.0.0.1:1", "http://0.0.0.0:1"] }, hasAdminKey: true));

    private static ServerOptions Server(string url) => new() { Data = "data", Urls = [url] };
}
