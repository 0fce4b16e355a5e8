using Atelier.Host.Downloads;
using Atelier.Host.Tests.Downloads.Doubles;

namespace Atelier.Host.Tests.Downloads;

public sealed class ModelFetcherTests : IAsyncLifetime
{
    private readonly Downloading _downloading = new();
    private Hub _server = null!;

    public async Task InitializeAsync() => _server = await Hub.StartAsync();

    public async Task DisposeAsync()
    {
        _downloading.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_model_that_is_there_is_never_overwritten_unasked()
    {
        await File.WriteAllTextAsync(_downloading.PathOf("one.safetensors"), "mine");

        var refused = await Assert.ThrowsAsync<DownloadException>(() => _downloading.FetchAsync(File_("one")));

        Assert.Equal((DownloadFault.Exists, "name"), (refused.Fault, refused.Field));
        Assert.Equal("mine", await File.ReadAllTextAsync(_downloading.PathOf("one.safetensors")));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_file_takes_the_place_of_another_where_that_is_asked()
    {
        await File.WriteAllTextAsync(_downloading.PathOf("one.safetensors"), "mine");

        await _downloading.FetchAsync(File_("one"), replace: true);

        Assert.Equal(SmallModel.File(1000), await File.ReadAllBytesAsync(_downloading.PathOf("one.safetensors")));
    }

    [Fact]
    public async Task A_folder_takes_the_place_of_another_whole()
    {
        Directory.CreateDirectory(_downloading.PathOf("two/unet"));
        await File.WriteAllTextAsync(_downloading.PathOf("two/unet/old.safetensors"), "old");

        await _downloading.FetchAsync(Folder("two"), replace: true);

        Assert.Equal(
            ["two/atelier-source.json", "two/model_index.json", "two/unet/diffusion_pytorch_model.safetensors"], _downloading.Placed());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_downloading.PathOf(DownloadFolder.Root)));
    }

    [Fact]
    public async Task A_folder_appears_only_when_all_of_it_is_there()
    {
        var folder = Folder("two");
        _server.Status("/two/unet", 404);

        await Assert.ThrowsAsync<DownloadException>(() => _downloading.FetchAsync(folder));

        Assert.Empty(_downloading.Placed());

        // What came and was right is not fetched again.
        _server.Serve("/two/unet", SmallModel.File(1000));
        _server.Requests.Clear();
        await _downloading.FetchAsync(folder);
        Assert.Equal("/two/unet", Assert.Single(_server.Requests).Path);
        Assert.True(File.Exists(_downloading.PathOf("two/model_index.json")));
    }

    [Fact]
    public async Task Without_room_on_the_disk_nothing_is_begun()
    {
        _downloading.FreeBytes = 200 << 20;

        var refused = await Assert.ThrowsAsync<DownloadException>(() => _downloading.FetchAsync(File_("one")));

        Assert.Equal(DownloadFault.NoSpace, refused.Fault);
        Assert.Contains("has 200 MB", refused.Message);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_disk_that_fills_up_on_the_way_is_told_as_such()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var offer = File_("one");
        var files = Directory.CreateDirectory(_downloading.PathOf($"{DownloadFolder.Root}/{offer.Key}/model")).FullName;
        File.CreateSymbolicLink(Path.Combine(files, "one.safetensors.part"), "/dev/full");

        var failure = await Assert.ThrowsAsync<DownloadException>(() => _downloading.FetchAsync(offer));

        Assert.Equal(
            (DownloadFault.NoSpace, "the disk of the models folder is full; what came so far stays for the next try"),
            (failure.Fault, failure.Message));
    }

    [Fact]
    public async Task Two_processes_do_not_fetch_the_same_at_once()
    {
        var offer = File_("one");
        using var other = DownloadFolder.Take(_downloading.Models, offer.Key);

        var refused = await Assert.ThrowsAsync<DownloadException>(() => _downloading.FetchAsync(offer));

        Assert.Equal("this download is under way in another process already", refused.Message);
    }

    [Fact]
    public async Task What_is_on_its_way_is_no_model_to_the_catalogue()
    {
        var folder = Folder("two");
        _server.Status("/two/unet", 404);
        await Assert.ThrowsAsync<DownloadException>(() => _downloading.FetchAsync(folder));

        Assert.Empty(new Atelier.Diffusion.Checkpoints.ModelCatalog(_downloading.Models).List());
    }

    private ModelOffer File_(string name)
    {
        _server.Serve("/" + name, SmallModel.File(1000));
        return new ModelOffer
        {
            Source = "https://example.org/" + name,
            Name = name,
            IsFolder = false,
            Files = [Offered($"{name}.safetensors", name, SmallModel.File(1000))],
        };
    }

    private ModelOffer Folder(string name)
    {
        _server.Serve($"/{name}/index", "{}"u8.ToArray());
        _server.Serve($"/{name}/unet", SmallModel.File(1000));
        return new ModelOffer
        {
            Source = "hf:me/" + name,
            Name = name,
            IsFolder = true,
            Files =
            [
                Offered("model_index.json", $"{name}/index", "{}"u8.ToArray()),
                Offered("unet/diffusion_pytorch_model.safetensors", $"{name}/unet", SmallModel.File(1000)),
            ],
        };
    }

    private OfferedFile Offered(string path, string at, byte[] bytes) =>
        new(path, new Uri(_server.Url, at), bytes.Length, FileHash.Sha256(Hub.Sha256(bytes)));
}
