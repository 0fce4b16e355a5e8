using System.Text;
using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Http;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Net;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Support.Publishing;

namespace Atelier.Host.Tests.Automation.Publishing.Http;

public sealed class HttpTargetTests : PublishTargetCompliance, IAsyncLifetime
{
    private readonly PublishClient _client = Impatient.Client();
    private PutServer _server = null!;

    private protected override IPublishTarget Target => new HttpTarget(
        _client, new TargetSecrets(new SecretReference(name => name == "TOKEN" ? Secret : null)), SomePublication.Old());

    private protected override string Settings => $$"""{"kind":"http","url":"{{_server.Url}}site","token":"env:TOKEN"}""";

    private protected override string Secret => "hush-hush";

    public async Task InitializeAsync() => _server = await PutServer.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private protected override Task<byte[]?> ReadAsync(string path) =>
        Task.FromResult(_server.Objects.GetValueOrDefault($"site/{path}")?.Bytes);

    private protected override bool Break(Publication next, int step)
    {
        _server.FailFrom = step;
        return step <= next.Files.Count;
    }

    private protected override void Mend() => _server.FailFrom = null;

    [Theory]
    [InlineData(nameof(PutFault.KeepSilent), "could not be reached")]
    [InlineData(nameof(PutFault.Busy), "answers 503: Busy come back later (2 attempts)")]
    [InlineData(nameof(PutFault.Redirect), "answers 307")]
    public async Task However_it_fails_the_index_comes_last_and_the_message_says_why(string fault, string expected)
    {
        await PublishAsync(SomePublication.Of(1));
        _server.Fault = Enum.Parse<PutFault>(fault);
        _server.FailFrom = 1;

        var failure = await Assert.ThrowsAsync<RunException>(() => PublishAsync(SomePublication.Of(2)));

        Assert.Contains(expected, failure.Message);
        await AssertShowsAsync(SomePublication.Of(1));
    }

    [Fact]
    public async Task Files_say_their_type_and_who_sends_them()
    {
        var place = await PublishAsync(SomePublication.Of(1));

        var picture = _server.Objects[$"site/hero/{SomePublication.Id(1)}/hero-1024.webp"];
        Assert.Equal(("image/webp", "Bearer hush-hush"), (picture.Type, picture.Authorization));
        Assert.Equal("PUT /site/hero.json", _server.Requests.Last());
        Assert.Equal($"{_server.Url}site/hero.json", place.IndexUrl);
        Assert.DoesNotContain(Secret, place.ToString());
    }

    [Fact]
    public async Task A_name_and_a_password_go_as_basic()
    {
        await Target.PublishAsync(
            SomePublication.Of(1), JsonElement.Parse($$"""{"kind":"http","url":"{{_server.Url}}","user":"ann","password":"env:TOKEN"}"""),
            default);

        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("ann:hush-hush")), _server.Objects["hero.json"].Authorization);
    }

    [Fact]
    public async Task Where_folders_are_missing_they_are_made()
    {
        await using var dav = await WebDavServer.StartAsync();

        await Target.PublishAsync(SomePublication.Of(1), JsonElement.Parse($$"""{"kind":"http","url":"{{dav.Url}}"}"""), default);

        Assert.Equal(["hero/", $"hero/{SomePublication.Id(1)}/"], dav.Folders.Order(StringComparer.Ordinal));
        Assert.Equal(4, dav.Objects.Count);
    }

    [Fact]
    public async Task Old_versions_go_and_a_server_that_deletes_nothing_fails_nothing()
    {
        var settings = JsonElement.Parse($$"""{"kind":"http","url":"{{_server.Url}}","keep":2}""");
        for (var number = 1; number <= 3; number++)
        {
            await Target.PublishAsync(SomePublication.After(number), settings, default);
        }

        Assert.DoesNotContain(_server.Objects.Keys, path => path.Contains(SomePublication.Id(1), StringComparison.Ordinal));
        Assert.Equal(3, _server.Objects.Keys.Count(path => path.Contains(SomePublication.Id(2), StringComparison.Ordinal)));

        await using var dav = await WebDavServer.StartAsync();
        dav.Deletes = false;
        settings = JsonElement.Parse($$"""{"kind":"http","url":"{{dav.Url}}","keep":1}""");
        await Target.PublishAsync(SomePublication.After(1), settings, default);
        await Target.PublishAsync(SomePublication.After(2), settings, default);

        Assert.Contains(dav.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
        Assert.Equal(SomePublication.Id(2), JsonElement.Parse(dav.Objects["hero.json"].Bytes).GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_secret_that_is_not_set_is_named_and_nothing_is_sent()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => Target.PublishAsync(
            SomePublication.Of(1), JsonElement.Parse($$"""{"kind":"http","url":"{{_server.Url}}","token":"env:OTHER"}"""), default));

        Assert.Contains("env:OTHER", failure.Message);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_private_address_that_is_not_allowed_is_not_called()
    {
        var rules = new AddressRules([], "publishing.allow");
        using var strict = new PublishClient(
            new GuardedClient(rules, plain: new AddressRules([], "publishing.allow") { Public = false }), PublishPatience.Usual,
            TimeProvider.System);
        var target = new HttpTarget(strict, new TargetSecrets(new SecretReference(_ => "x")), SomePublication.Old());

        var failure =
            await Assert.ThrowsAsync<RunException>(() => target.PublishAsync(SomePublication.Of(1), JsonElement.Parse(Settings), default));

        Assert.Equal("127.0.0.1 leads to 127.0.0.1, which plain http may not call; publishing.allow can allow it", failure.Message);
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("""{"kind":"http"}""", "url")]
    [InlineData("""{"kind":"http","url":"example.org"}""", "url")]
    [InlineData("""{"kind":"http","url":"https://a:b@example.org"}""", "url")]
    [InlineData("""{"kind":"http","url":"https://example.org","token":"abc"}""", "token")]
    [InlineData("""{"kind":"http","url":"https://example.org","token":"env:ATELIER_ADMIN_KEY"}""", "token")]
    [InlineData("""{"kind":"http","url":"https://example.org","user":"ann"}""", "password")]
    [InlineData("""{"kind":"http","url":"https://example.org","keep":-1}""", "keep")]
    public void A_wrong_setting_is_named(string settings, string field) =>
        Assert.Equal(field, Assert.Single(Target.Check(JsonElement.Parse(settings))).Field);

    [Fact]
    public void A_secret_that_was_written_in_its_place_is_not_repeated() =>
        Assert.DoesNotContain(
            "s3cr3t", Assert.Single(
                Target.Check(JsonElement.Parse("""{"kind":"http","url":"https://example.org","token":"s3cr3t"}"""))).Problem);
}
