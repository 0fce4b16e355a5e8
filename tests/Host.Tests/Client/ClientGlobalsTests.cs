using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Client;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Atelier.Scripting;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Client;

/// <summary>What a script sees, over the real API, before workers that only pretend.</summary>
public sealed class ClientGlobalsTests : IAsyncLifetime
{
    private readonly PretendRunner _recipes = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly CollectedOutput _output = new();
    private ApiServer _server = null!;
    private ClientGlobals _script = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync(replace: services =>
        {
            services.Remove(services.Single(service => service.ImplementationType == typeof(RecipeRunner)));
            services.AddSingleton<IRunner>(_recipes);
        });
        var key = await _server.Services.GetRequiredService<KeyRing>().AddAsync(new KeyWish("script", Role.Admin), null, default);
        var session = new ScriptSession(ServerAddress.Parse(_server.Url.ToString(), "--server"), key!.Secret, _folder.Path, ["one"], []);
        _script = new ClientGlobals(session, _output, TimeProvider.System, _cancel.Token);
    }

    public async Task DisposeAsync()
    {
        _script.Dispose();
        await _server.DisposeAsync();
        _cancel.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Imagine_makes_a_job_and_waits_for_its_pictures()
    {
        var making = _script.Imagine("a fox", steps: 3, seed: 7, guidance: 4, count: 2);
        var job = await AcceptedAsync();
        var holder = new LeaseHolder(_server.Jobs);
        await holder.LeaseAsync();
        var hash = await KeepAsync(PictureFile.Png());
        await holder.SucceedAsync(Some.Picture(hash), Some.Picture(hash, seed: 43));

        var pictures = await making.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(
            ("a fox", 3, 7ul, 4.0, 2),
            (job.Request.Prompt, job.Request.Steps, job.Request.Seed, job.Request.GuidanceSettings!.Scale, job.Request.Count));
        Assert.Equal(2, pictures.Count);
        Assert.Equal((job.Id, "a fox"), (pictures[0].JobId, pictures[0].Prompt));
        Assert.Equal(PictureFile.Png(), await pictures[0].BytesAsync());
        Assert.Equal([job.Id], _output.Ended);
    }

    [Fact]
    public async Task A_request_that_is_wrong_names_its_field()
    {
        var error = await Assert.ThrowsAsync<ScriptException>(() => _script.Imagine("a fox", width: 65));

        Assert.Equal(("invalid_request", "width"), (error.Code, error.Field));
        Assert.StartsWith("width: 65 is not possible", error.Message);
    }

    [Fact]
    public async Task A_generation_that_fails_says_why()
    {
        var making = _script.Imagine("a fox");
        await AcceptedAsync();
        var lease = await new LeaseHolder(_server.Jobs).LeaseAsync();
        await _server.Jobs.FailAsync(lease, new JobError("generation_failed", "not a number", "model"), default);

        var error = await Assert.ThrowsAsync<ScriptException>(() => making).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(("generation_failed", "model", "model: not a number"), (error.Code, error.Field, error.Message));
    }

    [Fact]
    public async Task A_script_that_is_cancelled_cancels_its_job()
    {
        var making = _script.Imagine("a fox");
        var job = await AcceptedAsync();

        await _cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(JobState.Canceled, (await _server.Jobs.FindAsync(job.Id, default))!.State);
    }

    [Fact]
    public async Task A_picture_of_the_folder_is_uploaded_once_it_is_named()
    {
        await _script.Files.WriteAsync("fox.png", PictureFile.Png(level: 3));

        var making = _script.Imagine("a fox", image: "fox.png", strength: 0.4);
        var image = (await AcceptedAsync()).Request.Image!;

        Assert.Equal(0.4, image.Strength);
        Assert.Equal($"sha256:{await KeepAsync(PictureFile.Png(level: 3))}", image.Picture);
        Assert.False(making.IsCompleted);
        await Assert.ThrowsAsync<ScriptException>(() => _script.Imagine("a fox", image: "nowhere.png"));
        Assert.Equal(
            "unsupported_media_type",
            (await Assert.ThrowsAsync<ScriptException>(() => _script.Imagine("a fox", image: "no picture"u8.ToArray()))).Code);
        await _cancel.CancelAsync();
    }

    [Fact]
    public async Task Pictures_are_made_larger_and_put_together()
    {
        var asked = new List<object>();
        _server.Workers.Answer = question =>
        {
            asked.Add(question);
            return new ResizedPicture(PictureFile.Png(96, 32), 96, 32);
        };

        var larger = await _script.Upscale(PictureFile.Png(64, 64), scale: 1.5, upscaler: "lanczos");
        await _script.Pictures.AnimateAsync(
            [PictureFile.Png(level: 1), PictureFile.Png(level: 2), PictureFile.Png(level: 3)], delay: 50, bounce: true);

        Assert.Equal((96, 32, "png"), (larger.Width, larger.Height, larger.Format));
        var upscale = Assert.IsType<UpscaleQuestion>(asked[0]);
        Assert.Equal((96, 96, "lanczos", false), (upscale.Width, upscale.Height, upscale.Upscaler, upscale.Crop));
        var animation = Assert.IsType<AnimationQuestion>(asked[1]);
        Assert.Equal((4, 50), (animation.Pictures.Count, animation.Delay));
        Assert.Equal(animation.Pictures[1], animation.Pictures[3]);
        var error = await Assert.ThrowsAsync<ScriptException>(() => _script.Upscale(PictureFile.Png(), scale: 99));
        Assert.Equal("scale", error.Field);
        error = await Assert.ThrowsAsync<ScriptException>(() => _script.Pictures.AnimateAsync([PictureFile.Png()]));
        Assert.Equal("pictures", error.Field);
    }

    [Fact]
    public async Task A_picture_is_published_on_the_server_s_own_site()
    {
        var published = await _script.Publish(PictureFile.Png(level: 9), "hero", alt: "a fox");

        Assert.Equal("site", Assert.Single(published.Places).Kind);
        using var anyone = _server.Client();
        using var answer = await anyone.GetAsync("/published/hero");
        Assert.Equal(PictureFile.Png(level: 9), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("name", (await Assert.ThrowsAsync<ScriptException>(() => _script.Publish(PictureFile.Png(), "../hero"))).Field);
        Assert.StartsWith("targets[0].kind", (await Assert.ThrowsAsync<ScriptException>(
            () => _script.Publish(PictureFile.Png(), "hero", "", new { kind = "nowhere" }))).Field);
    }

    [Fact]
    public async Task A_schedule_is_made_held_let_go_run_and_removed()
    {
        PutRecipe();
        var made = await _script.Schedules.AddAsync(
            new { name = "dawn", cron = "0 7 * * *", zone = "Europe/Berlin",
                target = new { kind = "recipe", name = "hero", arguments = new { subject = "a fox" } } });
        Assert.Equal(("dawn", "0 7 * * *", "Europe/Berlin", false), (made.Name, made.Cron, made.Zone, made.Paused));

        await _script.Schedules.PauseAsync("dawn");
        Assert.True(Assert.Single(await _script.Schedules.ListAsync()).Paused);
        await _script.Schedules.ResumeAsync("dawn");
        Assert.False(Assert.Single(await _script.Schedules.ListAsync()).Paused);

        var run = await _script.Schedules.RunAsync("dawn").WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(("recipe", "hero", JobState.Succeeded), (run.Kind, run.Name, run.State));
        await _script.Schedules.RemoveAsync("dawn");
        Assert.Empty(await _script.Schedules.ListAsync());
        Assert.Equal("cron", (await Assert.ThrowsAsync<ScriptException>(
            () => _script.Schedules.AddAsync(
                new { name = "x", cron = "61 * * * *", target = new { kind = "job", arguments = new { prompt = "a" } } }))).Field);
    }

    [Fact]
    public async Task A_recipe_is_listed_and_run_to_its_end_however_that_is()
    {
        PutRecipe();
        Assert.Equal(
            ("hero", "At the top", null),
            Assert.Single(await _script.Recipes.ListAsync()) is var one ? (one.Name, one.Description, one.Problem) : default);

        _recipes.Does = (begun, _, _) => Task.FromResult(RunOutcome.Succeeded(begun.Target.Arguments));
        var run = await _script.Recipes.RunAsync("hero", new { subject = "a fox" }).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(("a fox", true), (run.Result!.Value.GetProperty("subject").GetString(), run.IsOver));

        _recipes.Does = (_, _, _) => throw new RunException("all_refused", "check: all pictures were refused");
        var failed = await _script.Recipes.RunAsync("hero").WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal((JobState.Failed, "all_refused"), (failed.State, failed.Error!.Code));
        Assert.Equal("not_found", (await Assert.ThrowsAsync<ScriptException>(() => _script.Recipes.RunAsync("nothing"))).Code);
    }

    [Fact]
    public async Task A_webhook_is_made_listed_tried_and_removed()
    {
        var made = await _script.Webhooks.AddAsync("https://example.org/hook", "picture.*");
        Assert.StartsWith("whsec_", made.Secret);

        var listed = Assert.Single(await _script.Webhooks.ListAsync());
        Assert.Equal(
            (made.Id, "https://example.org/hook", "picture.*", true, null),
            (listed.Id, listed.Url, Assert.Single(listed.Events), listed.Enabled, listed.Secret));
        await _script.Webhooks.TestAsync(made.Id);
        await _script.Webhooks.RemoveAsync(made.Id);
        Assert.Empty(await _script.Webhooks.ListAsync());
        Assert.Equal("url", (await Assert.ThrowsAsync<ScriptException>(() => _script.Webhooks.AddAsync("ftp://example.org/"))).Field);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var client = new AtelierClient(ServerAddress.Parse("http://127.0.0.1:9", "--server"), "key", TimeProvider.System);

        var error = await Assert.ThrowsAsync<IOException>(() => client.GetAsync<object>("status", default));

        Assert.StartsWith("http://127.0.0.1:9 does not answer", error.Message);
    }

    [Fact]
    public async Task A_key_that_is_wrong_is_said_to_be()
    {
        using var client = new AtelierClient(ServerAddress.Parse(_server.Url.ToString(), "--server"), "atl_wrong", TimeProvider.System);

        var error = await Assert.ThrowsAsync<ScriptException>(() => client.GetAsync<object>("status", default));

        Assert.Equal("unauthorized", error.Code);
    }

    private void PutRecipe() =>
        _server.Services.GetRequiredService<RecipeFolder>()
            .Put("hero", "description: At the top\nargs: { subject: x }\ngenerate: { prompt: '{{args.subject}}' }\n", isJson: false);

    private async Task<Job> AcceptedAsync()
    {
        for (var i = 0; ; i++)
        {
            if ((await _server.Jobs.ListAsync(new JobFilter(1), default)).Jobs is [var job])
            {
                return job;
            }

            Assert.True(i < 200, "no job came");
            await Task.Delay(25);
        }
    }

    private async Task<string> KeepAsync(byte[] file) => await _server.Services.GetRequiredService<IPictureFiles>().PutAsync(file, default);
}
