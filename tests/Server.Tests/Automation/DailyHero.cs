using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Atelier.Support.Publishing;

namespace Atelier.Server.Tests.Automation;

/// <summary>The daily hero as its owner sees it: a recipe, a schedule, and the places where its picture is.</summary>
internal sealed class DailyHero(HttpClient client, string data, S3Store store, WebhookReceiver receiver)
{
    private const string Trigger = "schedule:morning";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>The variables that the recipe's targets name.</summary>
    public static Dictionary<string, string> Secrets { get; } =
        new() { ["HERO_S3_SECRET"] = S3Store.SecretKey, ["HERO_WEBHOOK_SECRET"] = WebhookReceiver.Secret };

    /// <summary>Writes the recipe.</summary>
    /// <param name="smallest">The least width that its check lets through. The pictures are 128 wide.</param>
    public Task PutRecipeAsync(int smallest = 64) => client.CallAsync(HttpMethod.Put, "/api/v1/recipes/hero", new
    {
        format = "yaml",
        text = $$$"""
            description: The picture at the top of the page
            generate:
              prompt: a lighthouse on a {{weekday}} morning in {{season}}
              width: 128
              height: 128
              steps: 6
              count: 2
            check:
              size: { min_width: {{{smallest}}} }
            choose:
              scorers: { sharpness: 1, colourfulness: 0.5 }
            post:
              sizes: { wide: [128x64, 64x32] }
              formats: [webp, jpeg]
            alt: A lighthouse on a {{weekday}} morning
            publish:
              - kind: site
              - kind: folder
                path: website
                alias: hero.webp
              - kind: s3
                bucket: site
                region: {{{S3Store.Region}}}
                endpoint: {{{store.Url}}}
                accessKey: {{{S3Store.AccessKey}}}
                secretKey: env:HERO_S3_SECRET
              - kind: webhook
                url: {{{receiver.Url}}}
                secret: env:HERO_WEBHOOK_SECRET
            """,
    });

    /// <summary>Makes the schedule, or changes when it is due.</summary>
    /// <param name="at">To the second.</param>
    /// <param name="change">Whether there is one already.</param>
    public async Task ScheduleAsync(DateTimeOffset at, bool change = false)
    {
        var body = new
        {
            cron = string.Create(CultureInfo.InvariantCulture, $"{at.Second} {at.Minute} {at.Hour} * * ?"),
            zone = "UTC",
            target = new { kind = "recipe", name = "hero" },
        };
        await (change
            ? client.CallAsync(HttpMethod.Put, "/api/v1/schedules/morning", body)
            : client.CallAsync(HttpMethod.Post, "/api/v1/schedules", new { name = "morning", body.cron, body.zone, body.target }));
    }

    public Task RunNowAsync() => client.CallAsync(HttpMethod.Post, "/api/v1/schedules/morning/run");

    /// <summary>Waits until so many runs of the schedule are over, and gives the newest.</summary>
    public async Task<JsonElement> RunAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var runs = (await client.CallAsync(HttpMethod.Get, $"/api/v1/runs?trigger={Trigger}")).GetProperty("items").EnumerateArray()
                .ToList();
            if (runs.Count >= count && runs.All(run => run.GetProperty("state").GetString() is not ("waiting" or "running")))
            {
                Assert.Equal(count, runs.Count);
                return runs[0];
            }

            await Task.Delay(Glance, limit.Token);
        }
    }

    public Task<JsonElement> RollBackAsync() => client.CallAsync(HttpMethod.Post, "/api/v1/published/hero/rollback");

    /// <summary>The version that each place shows, with every file of it there whole: the site, the folder, the store.</summary>
    public async Task<(string Site, string Folder, string Store)> ShownAsync()
    {
        var folder = Path.Combine(data, "published", "website");
        return (
            await VersionAsync(path => client.GetByteArrayAsync("/published/" + path)),
            await VersionAsync(path => File.ReadAllBytesAsync(Path.Combine(folder, path))),
            await VersionAsync(path => Task.FromResult(store.Objects["site/" + path].Bytes)));
    }

    private static async Task<string> VersionAsync(Func<string, Task<byte[]>> read)
    {
        var index = JsonElement.Parse(await read("hero.json"));
        var files = index.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(4, files.Count);
        foreach (var file in files)
        {
            var bytes = await read(file.GetProperty("src").GetString()!);
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }

        Assert.StartsWith("A lighthouse on a ", index.GetProperty("alt").GetString());
        return index.GetProperty("version").GetString()!;
    }
}
