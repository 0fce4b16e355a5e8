using System.Text.Json;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.S3;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Host.Tests.Doubles;
using Atelier.Support.Publishing;

namespace Atelier.Host.Tests.Automation.Publishing.S3;

public sealed class S3TargetTests : PublishTargetCompliance, IAsyncLifetime
{
    private readonly PublishClient _client = Impatient.Client();
    private readonly Dictionary<string, string> _variables =
        new() { ["S3_SECRET"] = S3Store.SecretKey, ["S3_KEY"] = S3Store.AccessKey, ["S3_TOKEN"] = "session" };
    private TimeProvider _time = TimeProvider.System;
    private int _kept = 30;
    private S3Store _store = null!;

    private protected override IPublishTarget Target =>
        new S3Target(
            _client, new TargetSecrets(new SecretReference(_variables.GetValueOrDefault)), SomePublication.Old(_kept),
            new PublishingOptions(), _time);

    private protected override string Settings => With("");

    private protected override string Secret => S3Store.SecretKey;

    public async Task InitializeAsync() => _store = await S3Store.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _store.DisposeAsync();
    }

    private protected override Task<byte[]?> ReadAsync(string path) =>
        Task.FromResult(_store.Objects.GetValueOrDefault($"site/web/{path}")?.Bytes);

    private protected override bool Break(Publication next, int step)
    {
        _store.Fault = step % 2 == 0 ? PutFault.BreakOff : PutFault.KeepSilent;
        _store.FailFrom = step;
        return step <= next.Files.Count;
    }

    private protected override void Mend() => _store.FailFrom = null;

    [Fact]
    public async Task Versions_may_be_kept_for_ever_and_the_index_not()
    {
        var place = await Target.PublishAsync(SomePublication.Of(1), JsonElement.Parse(With(""","alias":"hero.webp" """)), default);

        Assert.Equal(("image/webp", "public, max-age=31536000, immutable"), Told($"hero/{SomePublication.Id(1)}/hero-1024.webp"));
        Assert.Equal(("application/json", "public, max-age=300, stale-while-revalidate=86400"), Told("hero.json"));
        Assert.Equal(("image/webp", "public, max-age=300, stale-while-revalidate=86400"), Told("hero.webp"));
        Assert.Equal(($"{_store.Url}site/web/hero.webp", $"{_store.Url}site/web/hero.json"), (place.PictureUrl, place.IndexUrl));
        Assert.Equal("s3 site/web/hero", place.Place);
    }

    [Fact]
    public async Task A_key_that_lasts_a_while_brings_its_token_signed()
    {
        await Target.PublishAsync(
            SomePublication.Of(1), JsonElement.Parse(With(""","sessionToken":"env:S3_TOKEN","cacheControl":"no-cache" """)), default);

        await AssertShowsAsync(SomePublication.Of(1));
        Assert.Equal("no-cache", _store.Objects["site/web/hero.json"].CacheControl);
    }

    [Theory]
    [InlineData(2, 30, new[] { 4, 5 })]
    [InlineData(1, 30, new[] { 5 })]
    [InlineData(4, 2, new[] { 4, 5 })]
    [InlineData(0, 30, new[] { 1, 2, 3, 4, 5 })]
    public async Task As_many_versions_stay_as_are_to_be_kept(int keep, int kept, int[] numbers)
    {
        _kept = kept;
        for (var number = 1; number <= 5; number++)
        {
            await Target.PublishAsync(SomePublication.After(number), JsonElement.Parse(With($",\"keep\":{keep}")), default);
        }

        Assert.Equal(
            numbers.Select(SomePublication.Id),
            _store.Objects.Keys.Where(path => path.StartsWith("site/web/hero/", StringComparison.Ordinal))
                .Select(path => path.Split('/')[3]).Distinct().Order(StringComparer.Ordinal));
        await AssertShowsAsync(SomePublication.Of(5));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_the_store_says_why()
    {
        _variables["S3_SECRET"] = "another";

        var failure = await Assert.ThrowsAsync<RunException>(() => PublishAsync(SomePublication.Of(1)));

        Assert.EndsWith(
            "answers 403: SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.",
            failure.Message);
        Assert.DoesNotContain(S3Store.AccessKey, failure.Message);
        Assert.Single(_store.Requests);
        Assert.Empty(_store.Objects);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_told()
    {
        _time = new ManualTime();

        var failure = await Assert.ThrowsAsync<RunException>(() => PublishAsync(SomePublication.Of(1)));

        Assert.Contains("RequestTimeTooSkewed", failure.Message);
    }

    [Theory]
    [InlineData("""{"kind":"s3","bucket":"site","accessKey":"A","secretKey":"env:B","region":"eu-west-1"}""",
        "https://site.s3.eu-west-1.amazonaws.com/")]
    [InlineData("""{"kind":"s3","bucket":"site","accessKey":"A","secretKey":"env:B","pathStyle":true}""",
        "https://s3.us-east-1.amazonaws.com/site/")]
    [InlineData("""{"kind":"s3","bucket":"site","accessKey":"A","secretKey":"env:B","endpoint":"https://minio.example:9000"}""",
        "https://minio.example:9000/site/")]
    [InlineData(
        """{"kind":"s3","bucket":"site","accessKey":"A","secretKey":"env:B","endpoint":"https://r2.example","pathStyle":false}""",
        "https://site.r2.example/")]
    public void The_bucket_stands_in_the_path_or_before_the_host(string settings, string root)
    {
        Assert.Empty(Target.Check(JsonElement.Parse(settings)));
        Assert.Equal(root, StrictJson.Read<S3Settings>(JsonElement.Parse(settings)).Root().ToString());
    }

    [Theory]
    [InlineData(""" "bucket":"S" """, "bucket")]
    [InlineData(""" "prefix":"a/../b" """, "prefix")]
    [InlineData(""" "region":"eu central" """, "region")]
    [InlineData(""" "endpoint":"minio:9000" """, "endpoint")]
    [InlineData(""" "secretKey":"abc" """, "secretKey")]
    [InlineData(""" "accessKey":"a b" """, "accessKey")]
    [InlineData(""" "pathStyle":"yes" """, "pathStyle")]
    [InlineData(""" "keep":10001 """, "keep")]
    public void A_wrong_setting_is_named(string setting, string field)
    {
        var settings = JsonElement.Parse(Settings).EnumerateObject().ToDictionary(one => one.Name, one => one.Value);
        foreach (var one in JsonElement.Parse($"{{{setting}}}").EnumerateObject())
        {
            settings[one.Name] = one.Value;
        }

        Assert.Equal(field, Assert.Single(Target.Check(JsonSerializer.SerializeToElement(settings))).Field);
    }

    private (string?, string?) Told(string path) =>
        _store.Objects[$"site/web/{path}"] is var stored ? (stored.Type, stored.CacheControl) : default;

    private string With(string more) =>
        $$"""
        {"kind":"s3","bucket":"site","prefix":"web","region":"{{S3Store.Region}}","endpoint":"{{_store.Url}}","accessKey":"env:S3_KEY","secretKey":"env:S3_SECRET"{{more}}}
        """;
}
