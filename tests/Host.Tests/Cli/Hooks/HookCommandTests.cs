using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Atelier.Host.Cli;
using Atelier.Host.Webhooks.Signing;

namespace Atelier.Host.Tests.Cli.Hooks;

public class HookCommandTests
{
    [Fact]
    public async Task A_hook_lives_on_a_server_from_its_making_to_its_removal()
    {
        await using var run = await ServerRun.StartAsync();

        var made = run.First(
            "hook", "add", "push", "--scheme", "github", "--event", "push", "--prompt", "{{payload.text}}", "--description", "mine");
        Assert.Equal("/hooks/push", made.GetProperty("url").GetString());
        Assert.Contains("github  job hook  push    enabled  mine", run.Do("hook", "list"));
        Assert.Equal(HttpStatusCode.Accepted, await PushAsync(run, made.GetProperty("secret").GetString()!, "1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await PushAsync(run, "not the secret at all", "2"));
        Assert.Contains("refused", run.Do("hook", "calls", "push", "--count", "1"));
        Assert.Equal("no signature fits", run.First("hook", "calls", "push").GetProperty("reason").GetString());
        Assert.Contains("started", run.Do("hook", "calls", "push"));

        var rotated = run.First("hook", "rotate", "push").GetProperty("secret").GetString()!;
        Assert.Equal(HttpStatusCode.Accepted, await PushAsync(run, rotated, "3"));
        Assert.Equal("", run.Do("hook", "remove", "push"));
        Assert.DoesNotContain("push", run.Do("hook", "list"));
        Assert.NotEqual(ExitCode.Ok, run.Try("hook", "calls", "push"));
        Assert.Contains("there is no hook of this name", run.Command.Error);
    }

    [Theory]
    [InlineData("add|x", "say what runs")]
    [InlineData("add|x|--recipe|a|--prompt|b", "say what runs")]
    [InlineData("add|x|--recipe|heroe", "target.name: there is no recipe 'heroe'")]
    [InlineData("add|X|--prompt|a", "name: 'X' is not possible")]
    [InlineData("add|x|--prompt|{{body.a}}", "target.arguments: '{{body.a}}' is not possible")]
    [InlineData("add|x|--prompt|a|--scheme|gitlab", "--scheme: 'gitlab' is unknown")]
    public async Task What_is_wrong_is_said_in_one_line(string arguments, string message)
    {
        await using var run = await ServerRun.StartAsync();

        Assert.Equal(ExitCode.BadInput, run.Try(["hook", .. arguments.Split('|')]));

        Assert.Contains(message, run.Command.Error);
        Assert.Empty(run.Command.Output);
    }

    private static async Task<HttpStatusCode> PushAsync(ServerRun run, string secret, string delivery)
    {
        const string body = """{"text":"a lighthouse"}""";
        using var client = run.Server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/push")
        {
            Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Add(GitHubSignature.EventHeader, "push");
        request.Headers.Add(GitHubSignature.DeliveryHeader, delivery);
        request.Headers.Add(GitHubSignature.SignatureHeader, GitHubSignature.Sign(secret, Encoding.UTF8.GetBytes(body)));
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}
