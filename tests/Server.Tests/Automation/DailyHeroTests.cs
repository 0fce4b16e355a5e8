using System.Net;
using System.Net.Http.Headers;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Configuration;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Support;
using Atelier.Support.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atelier.Server.Tests.Automation;

/// <summary>
/// A schedule makes candidates on the model that ships, chooses, publishes to three places and calls a webhook; runs that fail leave the
/// last good picture; a rollback brings one back.
/// </summary>
public sealed class DailyHeroTests
{
    [Fact]
    public async Task By_the_real_clock_in_a_server_of_its_own()
    {
        await using var store = await S3Store.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server =
            await RunningServer.StartAsync(arguments: ["--publishing:allow=127.0.0.1/32"], environment: DailyHero.Secrets);
        using var client = server.Client();
        var hero = new DailyHero(client, server.Data, store, receiver);

        await hero.PutRecipeAsync();
        await hero.ScheduleAsync(TimeProvider.System.GetUtcNow().AddSeconds(5));

        await LiveAsync(hero, store, receiver, hero.RunNowAsync);
        foreach (var secret in DailyHero.Secrets.Values)
        {
            Assert.DoesNotContain(secret, server.Output);
        }
    }

    [Fact]
    public async Task By_a_clock_that_leaps_two_minutes_to_each_time_that_is_due()
    {
        // The library that verifies goes by the real clock, and bears five minutes.
        var begin = TimeProvider.System.GetUtcNow();
        using var time = new LeapingTime(begin);
        await using var store = await S3Store.StartAsync();
        store.Time = time;
        await using var receiver = await WebhookReceiver.StartAsync();
        var data = Directory.CreateTempSubdirectory("atelier-hero-");
        await using var app = Build(data.FullName, time);
        await app.StartAsync();
        using var client = await ClientAsync(app);
        var hero = new DailyHero(client, data.FullName, store, receiver);
        var due = begin.AddMinutes(2);

        await hero.PutRecipeAsync();
        await hero.ScheduleAsync(due);
        time.LeapTo(due.AddSeconds(1));

        await LiveAsync(hero, store, receiver, async () =>
        {
            due = due.AddMinutes(1);
            await hero.ScheduleAsync(due, change: true);
            time.LeapTo(due.AddSeconds(1));
        });
        await app.StopAsync();
        data.Delete(recursive: true);
    }

    private static async Task LiveAsync(DailyHero hero, S3Store store, WebhookReceiver receiver, Func<Task> again)
    {
        // The first morning.
        var first = await VersionOfAsync(hero, 1, receiver);
        Assert.Equal((first, first, first), await hero.ShownAsync());

        // The second.
        await again();
        var second = await VersionOfAsync(hero, 2, receiver);
        Assert.NotEqual(first, second);
        Assert.Equal((second, second, second), await hero.ShownAsync());

        // No candidate is good enough: yesterday's picture stays, everywhere.
        await hero.PutRecipeAsync(smallest: 4096);
        await again();
        Assert.Equal("failed", (await hero.RunAsync(3)).GetProperty("state").GetString());
        Assert.Equal((second, second, second), await hero.ShownAsync());

        // The store breaks off: it keeps what it has, the others go on, the run says so, and nobody is called.
        await hero.PutRecipeAsync();
        store.FailFrom = 2;
        await again();
        var torn = await hero.RunAsync(4);
        store.FailFrom = null;
        Assert.Equal("publish_failed", torn.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("s3: 127.0.0.1 could not be reached", torn.GetProperty("error").GetProperty("message").GetString());
        var third = torn.GetProperty("id").GetString()!;
        Assert.Equal((third, third, second), await hero.ShownAsync());

        // Back to the last that was everywhere, and once more.
        Assert.Equal(second, (await hero.RollBackAsync()).GetProperty("version").GetString());
        Assert.Equal((second, second, second), await hero.ShownAsync());
        Assert.Equal(first, (await hero.RollBackAsync()).GetProperty("version").GetString());
        Assert.Equal((first, first, first), await hero.ShownAsync());
    }

    // The run succeeded, and the webhook that tells of it is verified.
    private static async Task<string> VersionOfAsync(DailyHero hero, int count, WebhookReceiver receiver)
    {
        var run = await hero.RunAsync(count);
        Assert.True(run.GetProperty("state").GetString() == "succeeded", run.GetRawText());
        var id = run.GetProperty("id").GetString()!;
        var told = await receiver.NextAsync();
        Assert.True(told.TryGetProperty("payload", out var payload), told.GetRawText());
        Assert.Equal($"hero_{id}", told.GetProperty("id").GetString());
        Assert.Equal("recipe.published", payload.GetProperty("type").GetString());
        Assert.Equal(id, payload.GetProperty("data").GetProperty("version").GetString());
        Assert.Equal(
            ["site", "folder", "s3"],
            payload.GetProperty("data").GetProperty("places").EnumerateArray().Select(place => place.GetProperty("kind").GetString()));
        return id;
    }

    private static WebApplication Build(string data, TimeProvider time)
    {
        var options = new AtelierOptions
        {
            Folders = AtelierFolders.Discover(Golden.RepositoryRoot, Path.GetDirectoryName(RunningServer.Program)!),
            Server = new ServerOptions { Data = data, Urls = ["http://127.0.0.1:0"], InProcess = true },
            Publishing = new PublishingOptions { Allow = [IPNetwork.Parse("127.0.0.1/32")] },
        };
        return AtelierServer.Build(options, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(time);
            builder.Services.AddSingleton(new SecretReference(DailyHero.Secrets.GetValueOrDefault));
        });
    }

    private static async Task<HttpClient> ClientAsync(WebApplication app)
    {
        var made = await app.Services.GetRequiredService<KeyRing>().AddAsync(new KeyWish("owner", Role.Admin), null, default);
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made!.Secret);
        return client;
    }
}
