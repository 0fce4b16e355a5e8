using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging.Vips;

public sealed class VipsLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atelier-vips-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_missing_library_is_an_error_of_one_line_that_says_where_it_was_looked_for()
    {
        var message = Assert.Throws<PictureException>(() => VipsLibrary.LoadFrom(_folder, "libvips-cpp.so*")).Message;
        Assert.Contains($"libvips was not found: there is no libvips-cpp.so* in {_folder}", message);
    }

    [Fact]
    public void A_file_that_is_no_library_is_named()
    {
        var path = Path.Combine(_folder, "libvips-cpp.so.8");
        File.WriteAllText(path, "not a library");
        Assert.StartsWith(
            $"{path} cannot be loaded", Assert.Throws<PictureException>(() => VipsLibrary.LoadFrom(_folder, "libvips-cpp.so*")).Message,
            StringComparison.Ordinal);
    }
}
