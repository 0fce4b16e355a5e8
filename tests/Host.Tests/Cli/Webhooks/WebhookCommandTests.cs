using System.Net;
using Atelier.Host.Cli;
using Atelier.Host.Configuration;
using Atelier.Host.Net;
using Atelier.Host.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Cli.Webhooks;

public class WebhookCommandTests
{
    [Fact]
    public async Task A_webhook_lives_on_a_server_from_its_making_to_its_removal()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var run = await StartAsync();

        var made = run.First(
            "webhook", "add", receiver.Url.ToString(), "--event", "plugin.*", "--event", "webhook.*", "--description", "mine");
        var (id, secret) = (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
        Assert.StartsWith("whsec_", secret);
        Assert.Contains("plugin.* webhook.*  enabled  mine", run.Do("webhook", "list"));
        Assert.DoesNotContain("whsec_", run.Command.Output);

        Assert.Contains("webhook.ping  waiting", run.Do("webhook", "test", id));
        var message = await receiver.NextAsync();
        Assert.True(message.IsSignedWith(secret));
        Assert.NotEqual(secret, run.First("webhook", "rotate", id).GetProperty("secret").GetString());

        run.Do("webhook", "resend", id, message.Id);
        Assert.Equal(message.Id, (await receiver.NextAsync()).Id);
        Assert.Contains(message.Id, run.Do("webhook", "deliveries"));
        Assert.Contains(message.Id, run.Do("webhook", "deliveries", id, "--count", "1"));
        Assert.DoesNotContain(message.Id, run.Do("webhook", "deliveries", id, "--state", "dead"));
        Assert.Equal("0", run.First("webhook", "resend", id).GetProperty("count").GetString());

        Assert.Equal("", run.Do("webhook", "remove", id));
        Assert.DoesNotContain(id, run.Do("webhook", "list"));
        Assert.NotEqual(ExitCode.Ok, run.Try("webhook", "rotate", id));
        Assert.Contains("there is no webhook of this id", run.Command.Error);
    }

    [Theory]
    [InlineData("add|https://10.0.0.1/", "url: 10.0.0.1 is not a public address")]
    [InlineData("add|https://example.org/|--event|jbo.*", "events: 'jbo.*'")]
    [InlineData("deliveries|--state|lost", "--state: 'lost' is unknown; it must be waiting, delivered or dead")]
    public async Task What_is_wrong_is_said_in_one_line(string arguments, string message)
    {
        await using var run = await StartAsync();

        Assert.Equal(ExitCode.BadInput, run.Try(["webhook", .. arguments.Split('|')]));

        Assert.Contains(message, run.Command.Error);
        Assert.Empty(run.Command.Output);
    }

    private static Task<ServerRun> StartAsync() => ServerRun.StartAsync(services =>
    {
        var options = (AtelierOptions)services.Last(service => service.ServiceType == typeof(AtelierOptions)).ImplementationInstance!;
        services.AddSingleton(options with { Network = new NetworkOptions { Allow = [IPNetwork.Parse("127.0.0.1/32")] } });
    });
}
