using Atelier.Generation;
using Atelier.Host.Cli.Imagine;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Cli.Imagine;

public sealed class LocalPicturesTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-pictures-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task What_a_server_of_this_machine_keeps_is_found_by_its_hash()
    {
        var server = new ServerOptions { Data = _home.FullName };
        var file = PictureFile.Png();
        await using var services = new ServiceCollection().AddSingleton(server).AddSingleton(TimeProvider.System).AddLogging()
            .AddStore(check: false).BuildServiceProvider();
        _ = services.GetRequiredService<IPictureStore>();
        var hash = await services.GetRequiredService<IPictureFiles>().PutAsync(file, CancellationToken.None);
        var pictures = new LocalPictures(server, TimeProvider.System);

        var request = pictures.Take(Of($"sha256:{hash}"));

        Assert.Equal($"sha256:{hash}", request.Image!.Picture);
        Assert.Equal(file, pictures.Read(request.Image.Picture, "image.picture").ToArray());
    }

    [Theory]
    [InlineData("sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("01J0000000000000000000000A")]
    [InlineData("nowhere.png")]
    public void What_is_nowhere_is_named_and_no_store_is_made(string reference)
    {
        var pictures = new LocalPictures(new ServerOptions { Data = _home.FullName }, TimeProvider.System);
        var error = Assert.Throws<RequestException>(() => pictures.Take(Of(reference)));
        Assert.Equal("image.picture", error.Field);
        Assert.Contains(reference, error.Problem);
        Assert.Empty(_home.EnumerateFileSystemInfos());
    }

    private static GenerationRequest Of(string reference) => new() { Prompt = "p", Image = new ImageInput { Picture = reference } };
}
