using Atelier.Host.Downloads;
using Atelier.Host.Tests.Downloads.Doubles;

namespace Atelier.Host.Tests.Downloads.Hubs;

public sealed class PlainUrlTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = SmallModel.File(3000);
    private readonly Downloading _downloading = new();
    private Hub _server = null!;

    public async Task InitializeAsync() => _server = await Hub.StartAsync();

    public async Task DisposeAsync()
    {
        _downloading.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_at_an_address_is_fetched_under_its_name()
    {
        _server.Serve("/models/ship.safetensors", Bytes);

        await _downloading.PullAsync(new Uri(_server.Url, "models/ship.safetensors?signature=secret").ToString());

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(_downloading.PathOf("ship.safetensors")));
        var record = await File.ReadAllTextAsync(_downloading.PathOf("ship.atelier-source.json"));
        Assert.DoesNotContain("secret", record);
        Assert.Contains(Hub.Sha256(Bytes), record);
    }

    [Fact]
    public async Task The_name_that_the_server_gives_counts_but_not_its_folders()
    {
        _server.On("/download", context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=\"../../up.safetensors\"";
            context.Response.ContentLength = Bytes.Length;
            return context.Response.Body.WriteAsync(Bytes).AsTask();
        });

        await _downloading.PullAsync(new Uri(_server.Url, "download").ToString());

        Assert.Equal(["up.atelier-source.json", "up.safetensors"], _downloading.Placed());
    }

    [Theory]
    [InlineData("model.ckpt")]
    [InlineData("model.zip")]
    [InlineData("model")]
    public async Task A_file_of_another_kind_is_refused_by_its_name(string name)
    {
        _server.Serve("/" + name, Bytes);

        var refused = await Assert.ThrowsAsync<DownloadException>(() => _downloading.PullAsync(new Uri(_server.Url, name).ToString()));

        Assert.Contains("is no .safetensors or .onnx file", refused.Message);
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_refused()
    {
        _server.Status("/a.safetensors", 302, ("Location", "https://192.168.1.1/a.safetensors"));

        var refused =
            await Assert.ThrowsAsync<DownloadException>(() => _downloading.PullAsync(new Uri(_server.Url, "a.safetensors").ToString()));

        Assert.Equal(DownloadFault.BadRequest, refused.Fault);
        Assert.Contains("192.168.1.1, which is not a public address", refused.Message);
    }

    [Fact]
    public async Task A_hash_announced_on_the_way_is_held_to()
    {
        await using var store = await Hub.StartAsync();
        store.Serve("/object", SmallModel.File(3000, salt: 9));
        _server.Status(
            "/a.safetensors", 302, ("Location", new Uri(store.Url, "object").ToString()), ("X-Linked-Etag", $"\"{Hub.Sha256(Bytes)}\""));

        var failure =
            await Assert.ThrowsAsync<DownloadException>(() => _downloading.PullAsync(new Uri(_server.Url, "a.safetensors").ToString()));

        Assert.Equal(DownloadFault.WrongContent, failure.Fault);
        Assert.Contains(Hub.Sha256(Bytes), failure.Message);
    }
}
