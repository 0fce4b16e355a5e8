using System.Security.Cryptography;
using Atelier.Diffusion.Imaging;
using Atelier.Jobs;

namespace Atelier.Server.Tests.Worker;

public class WorkerTests
{
    [Fact]
    public async Task A_job_becomes_a_picture_in_the_store()
    {
        await using var server = await RunningServer.StartAsync();
        using var store = new ServerStore(server.Data);

        var job = await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { BatchSize = 2, Count = 2 }));

        Assert.Equal((JobState.Succeeded, 4, 1), (job.State, job.Pictures.Count, job.Attempts));
        Assert.Equal([1ul, 2, 3, 4], job.Pictures.Select(picture => picture.Seed));
        foreach (var made in job.Pictures)
        {
            using var file = new MemoryStream();
            await store.Files.Open(made.Hash)!.CopyToAsync(file);
            Assert.Equal(made.Hash, Convert.ToHexStringLower(SHA256.HashData(file.ToArray())));
            Assert.Equal(made.Seed, PictureMetadata.Read(file.ToArray()).Recipe!.Seed);
        }
    }
}
