using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.FrontEnds.Lent;

public sealed class FrontEndSchedulesTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly FrontEndSchedulePlan Daily = new(
        "daily-fox", "echo:1", "0 7 * * *", "Europe/Berlin",
        new GenerationRequest
        {
            Prompt = "a <lora:fox:1> & \"quotes\"",
            NegativePrompt = "ä",
            Width = 64,
            Height = 64,
            Steps = 2,
            SamplerOptions = new Dictionary<string, double> { ["s_churn"] = 0.1 },
        });

    [Fact]
    public async Task One_is_kept_listed_and_removed()
    {
        await using var lent = await LentServer.StartAsync();
        var schedules = lent.Host.Schedules;

        var added = await schedules.AddAsync(Daily);

        Assert.Equal(7, TimeZoneInfo.ConvertTime(added.Next!.Value, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Hour);
        var listed = Assert.Single(await schedules.ListAsync());
        Assert.Equal(
            (Daily.Name, Daily.Owner, Daily.Cron, Daily.Zone), (listed.Plan.Name, listed.Plan.Owner, listed.Plan.Cron, listed.Plan.Zone));
        Assert.Equal(Host.Store.StoredRequest.Fingerprint(Daily.Request), Host.Store.StoredRequest.Fingerprint(listed.Plan.Request));
        Assert.Empty(await schedules.ListAsync("echo:2"));
        Assert.Empty(await lent.Open("other").Schedules.ListAsync());
        Assert.False(await lent.Open("other").Schedules.RemoveAsync(Daily.Name));
        await lent.Server.Services.GetRequiredService<ScheduleKeeper>().SetPausedAsync(Daily.Name, true, default);
        Assert.Equal((true, null), (await schedules.ListAsync("echo:1")) is [var paused] ? (paused.Paused, paused.Next) : default);
        Assert.True(await schedules.RemoveAsync(Daily.Name));
        Assert.False(await schedules.RemoveAsync(Daily.Name));
    }

    [Fact]
    public async Task What_is_wrong_is_named_as_its_owner_knows_it()
    {
        await using var lent = await LentServer.StartAsync();
        await lent.Host.Schedules.AddAsync(Daily);

        Assert.Equal("name", await FieldAsync(Daily));
        Assert.Equal("name", await FieldAsync(Daily with { Name = "Daily Fox" }));
        Assert.Equal("cron", await FieldAsync(Daily with { Name = "a", Cron = "often" }));
        Assert.Equal("zone", await FieldAsync(Daily with { Name = "a", Zone = "Moon/Sea" }));
        Assert.Equal("owner", await FieldAsync(Daily with { Name = "a", Owner = "ann" }));
        Assert.Equal("steps", await FieldAsync(Daily with { Name = "a", Request = Daily.Request with { Steps = 100_000 } }));

        async Task<string> FieldAsync(FrontEndSchedulePlan plan) =>
            (await Assert.ThrowsAsync<RequestException>(() => lent.Host.Schedules.AddAsync(plan))).Field;
    }

    [Fact]
    public async Task Each_becomes_a_job_of_its_owner_that_tells_its_schedule_when_it_ends()
    {
        await using var lent = await LentServer.StartAsync();
        await lent.Host.Schedules.AddAsync(
            Daily with { Request = new GenerationRequest { Prompt = "a fox", Width = 64, Height = 64, Steps = 2 } });
        using var limit = new CancellationTokenSource(Limit);

        await lent.Server.Services.GetRequiredService<ScheduleKeeper>().RunNowAsync(Daily.Name, default);
        while ((await lent.Host.Jobs.UnfinishedAsync(cancellation: limit.Token)).Count == 0)
        {
            await Task.Delay(5, limit.Token);
        }

        await lent.Server.SucceedNextAsync();

        await foreach (var ended in lent.Host.Jobs.EndedAsync(0, limit.Token))
        {
            Assert.Equal(("echo:1", Daily.Name, "a fox"), (ended.Job.Owner, ended.Schedule, ended.Job.Request.Prompt));
            break;
        }
    }
}
