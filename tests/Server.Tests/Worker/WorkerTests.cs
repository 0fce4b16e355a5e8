using System.Security.Cryptography;
using Atelier.Diffusion.Imaging;
using Atelier.Jobs;

namespace Atelier.Server.Tests.Worker;

public class WorkerTests
{
    [Theory]
    [InlineData]
    [InlineData("--in-process")]
    public async Task A_job_becomes_pictures_in_the_store(params string[] arguments)
    {
        await using var server = await RunningServer.StartAsync(arguments: arguments);
        using var store = new ServerStore(server.Data);

        var job = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { BatchSize = 2, Count = 2 }));

        Assert.Equal((JobState.Succeeded, 4, 1), (job.State, job.Pictures.Count, job.Attempts));
        Assert.Equal([1ul, 2, 3, 4], job.Pictures.Select(picture => picture.Seed));
        foreach (var made in job.Pictures)
        {
            var file = await store.ReadAsync(made.Hash);
            Assert.Equal(made.Hash, Convert.ToHexStringLower(SHA256.HashData(file)));
            Assert.Equal(made.Seed, PictureMetadata.Read(file).Recipe!.Seed);
            var stored = await store.Pictures.FindAsync(made.Id, CancellationToken.None);
            Assert.Contains("Seed: " + made.Seed, stored!.Infotext);
            Assert.Equal((64, 64), SizeOf(await store.ReadAsync(stored.Thumbnail)));
        }
    }

    [Fact]
    public async Task A_job_whose_cancellation_is_asked_for_ends_without_pictures()
    {
        await using var server = await RunningServer.StartAsync(arguments: ["--server:heartbeat=100ms"]);
        using var store = new ServerStore(server.Data);
        var job = await store.AddAsync(ServerStore.Long());
        await store.WaitAsync(job.Id, now => now.State == JobState.Running);

        await store.Jobs.CancelAsync(job.Id, CancellationToken.None);

        var ended = await store.EndOfAsync(job);
        Assert.Equal((JobState.Canceled, 0), (ended.State, ended.Pictures.Count));
    }

    [Fact]
    public async Task A_request_that_cannot_be_made_fails_with_its_field()
    {
        await using var server = await RunningServer.StartAsync();
        using var store = new ServerStore(server.Data);

        var ended = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { Sampler = "eular" }));

        Assert.Equal(("invalid_request", "sampler"), (ended.Error!.Code, ended.Error.Field));
        Assert.StartsWith("'eular' is unknown (did you mean 'euler'?)", ended.Error.Message);
    }

    [Fact]
    public async Task A_model_that_is_damaged_fails_its_jobs_and_nothing_else()
    {
        using var fixtures = new Fixtures().WithModel("starter").WithModel("broken");
        var weights = Path.Combine(fixtures.Models, "broken", "unet", "diffusion_pytorch_model.safetensors");
        await using (var file = File.OpenWrite(weights))
        {
            file.SetLength(file.Length / 2);
        }

        await using var server = await RunningServer.StartAsync(environment: fixtures.Environment);
        using var store = new ServerStore(server.Data);

        var broken = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { Model = "broken" }));
        var sound = await store.EndOfAsync(await store.AddAsync(ServerStore.Small()));

        Assert.Equal((JobState.Failed, "model_failed"), (broken.State, broken.Error!.Code));
        Assert.Contains("truncated", broken.Error.Message);
        Assert.DoesNotContain(fixtures.Models, broken.Error.Message);
        Assert.Equal(JobState.Succeeded, sound.State);
    }

    [Fact]
    public async Task A_server_that_is_told_to_end_finishes_its_job()
    {
        await using var server = await RunningServer.StartAsync();
        using var store = new ServerStore(server.Data);
        var job = await store.AddAsync(ServerStore.Small() with { Steps = 20 });
        await store.WaitAsync(job.Id, now => now.State == JobState.Running);

        Signals.Send("TERM", server.Process.Id);
        await server.Process.WaitForExitAsync();

        Assert.Equal(0, server.Process.ExitCode);
        var ended = await store.EndOfAsync(job);
        Assert.Equal((JobState.Succeeded, 1), (ended.State, ended.Attempts));
    }

    [Fact]
    public async Task A_job_that_outlasts_the_grace_is_handed_back()
    {
        await using var server = await RunningServer.StartAsync(arguments: ["--server:grace=200ms"]);
        using var store = new ServerStore(server.Data);
        var job = await store.AddAsync(ServerStore.Long());
        await store.WaitAsync(job.Id, now => now.State == JobState.Running);

        Signals.Send("TERM", server.Process.Id);
        await server.Process.WaitForExitAsync();

        Assert.Equal(0, server.Process.ExitCode);
        var ended = await store.Jobs.FindAsync(job.Id, CancellationToken.None);
        Assert.Equal((JobState.Waiting, 0), (ended!.State, ended.Attempts));
    }

    [Fact]
    public async Task A_worker_inherits_no_secrets()
    {
        using var folders = new Fixtures();
        var file = Path.Combine(folders.Models, "key");
        await File.WriteAllTextAsync(file, new string('f', 40));
        var token = "hf_" + new string('t', 30);
        foreach (var (variable, value) in new[] { ("ATELIER_ADMIN_KEY", RunningServer.AdminKey), ("ATELIER_ADMIN_KEY_FILE", file) })
        {
            var environment =
                new Dictionary<string, string> { ["ATELIER_ADMIN_KEY"] = "", ["HF_TOKEN"] = token, ["ATELIER_LOG_NOTE"] = "inherited" };
            environment[variable] = value;
            await using var server = await RunningServer.StartAsync(environment: environment);
            using var store = new ServerStore(server.Data);
            await store.EndOfAsync(await store.AddAsync(ServerStore.Small()));

            var inherited = await File.ReadAllTextAsync($"/proc/{await Signals.ChildOfAsync(server.Process.Id)}/environ");

            Assert.Contains("ATELIER_LOG_NOTE=inherited", inherited);
            Assert.DoesNotContain("ATELIER_ADMIN_KEY", inherited);
            Assert.DoesNotContain(value, inherited);
            Assert.DoesNotContain(token, inherited);
        }
    }

    private static (int Width, int Height) SizeOf(byte[] file)
    {
        var picture = PictureCodec.Decode(file);
        return (picture.Width, picture.Height);
    }
}
