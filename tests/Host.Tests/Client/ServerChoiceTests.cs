using System.CommandLine;
using Atelier.Host.Cli;
using Atelier.Host.Client;
using Atelier.Host.Configuration;

namespace Atelier.Host.Tests.Client;

public sealed class ServerChoiceTests
{
    private readonly Dictionary<string, string> _environment = [];

    [Fact]
    public async Task The_options_go_before_the_environment()
    {
        _environment["ATELIER_SERVER"] = "http://127.0.0.1:1";
        _environment["ATELIER_KEY"] = "atl_variable";

        await using var named = await OpenAsync("--server", "http://127.0.0.1:2", "--key", "atl_option");
        await using var usual = await OpenAsync();

        Assert.Equal(("http://127.0.0.1:2", "atl_option", false), (named.Address.Text, named.Key, named.IsPrivate));
        Assert.Equal(("http://127.0.0.1:1", "atl_variable"), (usual.Address.Text, usual.Key));
    }

    [Theory]
    [InlineData("--key", "--server http://127.0.0.1:1")]
    [InlineData("--key", "--key atl_x")]
    [InlineData("--server", "--server nowhere --key atl_x")]
    [InlineData("--data", "--server http://127.0.0.1:1 --key atl_x --data folder")]
    public async Task What_does_not_go_together_is_said_with_its_option(string option, string line) =>
        Assert.StartsWith($"{option}: ", (await Assert.ThrowsAsync<InputException>(() => OpenAsync(line.Split(' ')))).Message);

    private async Task<ServerSession> OpenAsync(params string[] line)
    {
        var context = new CommandContext(
            new Terminal(TextWriter.Null, TextWriter.Null, false, false), () => throw new OptionsException("not asked for"),
            _ => throw new InvalidOperationException(), CancellationToken.None);
        var command = new Command("test");
        var choice = ServerChoice.AddTo(command, context, takesData: true, _environment.GetValueOrDefault);
        return await choice.OpenAsync(new RootCommand { command }.Parse(["test", .. line]), CancellationToken.None);
    }
}
