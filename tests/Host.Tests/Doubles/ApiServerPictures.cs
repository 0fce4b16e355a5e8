using Atelier.Host.Store;
using Atelier.Host.Tests.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Does what a worker would do.</summary>
internal static class ApiServerPictures
{
    private const string SomeRecipe = """{"seed":42}""";

    /// <summary>Adds a job and ends it with a picture.</summary>
    /// <returns>The ids of both.</returns>
    public static async Task<(string Job, string Picture)> SucceedAsync(
        this ApiServer server, string owner = "ann", byte[]? content = null, string recipe = SomeRecipe)
    {
        var job = await server.Jobs.AddAsync(Some.Job(owner), default);
        return (job.Id, await server.SucceedNextAsync(content, recipe));
    }

    /// <summary>Ends the next job with a picture.</summary>
    public static async Task<string> SucceedNextAsync(this ApiServer server, byte[]? content = null, string recipe = SomeRecipe)
    {
        var files = server.Services.GetRequiredService<IPictureFiles>();
        var leased = (await server.Jobs.LeaseAsync(Some.Worker, default))!;
        content ??= [1, 2, 3];
        var picture = Some.Picture(await files.PutAsync(content, default), await files.PutAsync(new byte[] { 7 }, default), content.Length) with
        {
            Recipe = recipe,
        };
        Assert.True(await server.Jobs.SucceedAsync(leased.Lease, [picture], default));
        return picture.Id;
    }
}
