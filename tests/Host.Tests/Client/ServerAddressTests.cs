using Atelier.Host.Cli;
using Atelier.Host.Client;

namespace Atelier.Host.Tests.Client;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7860", "http://127.0.0.1:7860/")]
    [InlineData("https://pictures.example/atelier/", "https://pictures.example/atelier/")]
    [InlineData("http://unix:/run/atelier.sock", "http://localhost/")]
    public void An_address_is_what_requests_are_relative_to(string text, string url) =>
    Assert.Equal(url, ServerAddress.Parse(text, "--server").Url.ToString());

    [Theory]
    [InlineData("127.0.0.1:7860")]
    [InlineData("ftp://example.org")]
    [InlineData("http://unix:")]
    [InlineData("http://example.org/?a=1")]
    [InlineData("nowhere")]
    public void What_is_none_is_refused_with_an_example(string text) =>
        Assert.Contains("http://127.0.0.1:7860", Assert.Throws<InputException>(() => ServerAddress.Parse(text, "--server")).Message);
}
