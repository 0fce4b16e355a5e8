using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.DiscordBot.Client.Rest;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Rest;

public sealed class DownloadsTests
{
    private const string Real = "https://discord.com/api/v10";
    private const string Local = "http://127.0.0.1:4000/api/v10";

    private readonly ScriptedDiscord _discord = new() { Otherwise = _ => ScriptedDiscord.Response(200, "0123456789") };

    [Theory]
    [InlineData(Real, "https://cdn.discordapp.com/attachments/1/2/a.png?ex=1", true)]
    [InlineData(Real, "https://media.discordapp.net/a.png", true)]
    [InlineData(Local, "http://127.0.0.1:4000/attachments/a.png", true)]
    [InlineData(Local, "https://cdn.discordapp.com/a.png", true)]
    [InlineData(Real, "http://cdn.discordapp.com/a.png", false)]
    [InlineData(Real, "https://cdn.discordapp.com:8443/a.png", false)]
    [InlineData(Real, "https://cdn.discordapp.com.evil.example/a.png", false)]
    [InlineData(Real, "https://cdn.discordapp.com@evil.example/a.png", false)]
    [InlineData(Real, "https://discord.com/a.png", false)]
    [InlineData(Real, "http://127.0.0.1:7860/api/v1/keys", false)]
    [InlineData(Local, "http://127.0.0.1:7860/api/v1/keys", false)]
    [InlineData(Local, "http://localhost:4000/a.png", false)]
    [InlineData(Real, "file:///etc/passwd", false)]
    [InlineData(Real, "a.png", false)]
    public async Task Attachments_come_from_where_Discord_keeps_them_alone(string api, string url, bool isFetched)
    {
        var result = await Record.ExceptionAsync(() => ReadAsync(api, url, 100));

        Assert.Equal((isFetched, isFetched ? 1 : 0), (result is null, _discord.Requests.Count));
        Assert.All(_discord.Requests, request => Assert.Null(request.Authorization));
    }

    [Fact]
    public async Task One_that_is_too_large_is_not_taken_whatever_it_says_of_itself()
    {
        var announced =
            await Assert.ThrowsAsync<DiscordException>(() => ReadAsync(Real, "https://cdn.discordapp.com/a.png", 100, size: 101));
        var found = await Assert.ThrowsAsync<DiscordException>(() => ReadAsync(Real, "https://cdn.discordapp.com/a.png", 9, size: 1));

        Assert.Equal((413, 413), (announced.Status, found.Status));
        Assert.Equal(10, (await ReadAsync(Real, "https://cdn.discordapp.com/a.png", 10, size: 1)).Length);
    }

    [Fact]
    public async Task One_whose_length_nobody_says_ends_at_the_limit()
    {
        _discord.Otherwise = _ =>
        {
            var response = ScriptedDiscord.Response(200, "");
            response.Content = new StreamContent(new EndlessStream());
            return response;
        };

        var exception = await Assert.ThrowsAsync<DiscordException>(() => ReadAsync(Real, "https://cdn.discordapp.com/a.png", 1_000_000));

        Assert.Equal(413, exception.Status);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(302)]
    public async Task One_that_is_gone_or_elsewhere_is_an_error(int status)
    {
        _discord.Otherwise = _ => ScriptedDiscord.Response(status, "", ("Location", "http://127.0.0.1/"));

        var exception = await Assert.ThrowsAsync<DiscordException>(() => ReadAsync(Real, "https://cdn.discordapp.com/a.png", 100));

        Assert.Equal((status, 1), (exception.Status, _discord.Requests.Count));
    }

    private async Task<byte[]> ReadAsync(string api, string url, long most, long size = 10)
    {
        using var client = new HttpClient(_discord, disposeHandler: false);
        return await new Downloads(client, new Uri(api), new ManualTime()).ReadAsync(
            new Attachment("1", "a.png", size, url), most, default);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(buffer.Length);
    }
}
