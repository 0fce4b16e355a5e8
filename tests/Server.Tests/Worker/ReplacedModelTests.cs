using System.Buffers.Binary;
using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.Server.Tests.Worker;

/// <summary>
/// A model's file that becomes another while pictures are made from it: they are of the old or of the new one, never of both.
/// </summary>
public sealed class ReplacedModelTests : IDisposable
{
    // Long enough for a file to change meanwhile.
    private static readonly GenerationRequest Request = ServerStore.Small() with { Width = 256, Height = 256, Steps = 40 };

    private readonly Fixtures _fixtures = new Fixtures().WithModel("starter");

    private string Weights => Path.Combine(_fixtures.Models, "starter", "unet", "diffusion_pytorch_model.safetensors");

    [Fact]
    public async Task A_file_that_is_replaced_leaves_the_job_its_own()
    {
        await using var server = await RunningServer.StartAsync(environment: _fixtures.Environment);
        using var store = new ServerStore(server.Data);
        var old = await PixelsAsync(store, await MakeAsync(store));
        var other = Weights + ".new";
        await File.WriteAllBytesAsync(other, Other(await File.ReadAllBytesAsync(Weights)));

        var job = await RunningAsync(store);
        File.Move(other, Weights, overwrite: true);
        var made = await PixelsAsync(store, await store.EndOfAsync(job));

        var replaced = await PixelsAsync(store, await MakeAsync(store));
        Assert.NotEqual(old, replaced);
        Assert.True(made.SequenceEqual(old) || made.SequenceEqual(replaced), "the picture is neither the old model's nor the new one's");
    }

    [Fact]
    public async Task A_file_that_is_written_over_fails_the_job_and_the_next_has_the_new_one()
    {
        await using var server = await RunningServer.StartAsync(environment: _fixtures.Environment);
        using var store = new ServerStore(server.Data);
        var old = await PixelsAsync(store, await MakeAsync(store));
        var other = Other(await File.ReadAllBytesAsync(Weights));

        var job = await RunningAsync(store);
        await using (var file = new FileStream(Weights, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            await file.WriteAsync(other);
        }

        var ended = await store.EndOfAsync(job);

        var replaced = await PixelsAsync(store, await MakeAsync(store));
        Assert.NotEqual(old, replaced);
        if (ended.State == JobState.Succeeded)
        {
            // It had not opened the model yet.
            Assert.Equal(replaced, await PixelsAsync(store, ended));
            return;
        }

        Assert.Equal(("model_failed", 0), (ended.Error!.Code, ended.Pictures.Count));
        Assert.Matches("was written over|was replaced or changed", ended.Error.Message);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_ends_its_jobs_and_no_other_model_s()
    {
        _fixtures.WithModel("other");
        await using var server = await RunningServer.StartAsync(environment: _fixtures.Environment);
        using var store = new ServerStore(server.Data);

        var job = await RunningAsync(store);
        await using (var file = new FileStream(Weights, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            file.SetLength(1000);
        }

        var ended = await store.EndOfAsync(job);
        var sound = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { Model = "other" }));

        Assert.Equal((JobState.Failed, 0), (ended.State, ended.Pictures.Count));
        Assert.Equal(JobState.Succeeded, sound.State);
        Assert.False(server.Process.HasExited);
    }

    public void Dispose() => _fixtures.Dispose();

    private static async Task<Job> MakeAsync(ServerStore store) => await store.EndOfAsync(await store.AddAsync(Request));

    private static async Task<Job> RunningAsync(ServerStore store)
    {
        var job = await store.AddAsync(Request);
        return await store.WaitAsync(job.Id, now => now.State == JobState.Running);
    }

    private static async Task<byte[]> PixelsAsync(ServerStore store, Job job)
    {
        Assert.True(job.State == JobState.Succeeded, job.Error?.Message);
        return PictureCodec.Decode(await store.ReadAsync(job.Pictures.Single().Hash)).Pixels.ToArray();
    }

    // The same model, whose last convolution says the opposite.
    private static byte[] Other(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        var range = header.RootElement.GetProperty("conv_out.weight").GetProperty("data_offsets");
        var copy = file.ToArray();
        for (var at = range[0].GetInt32(); at < range[1].GetInt32(); at += 2)
        {
            copy[8 + length + at + 1] ^= 0x80;
        }

        return copy;
    }
}
