using Atelier.Host.Client;
using Atelier.Host.Tests.Doubles;
using Atelier.Scripting;

namespace Atelier.Host.Tests.Client;

public sealed class ScriptPictureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _reads;

    [Fact]
    public async Task It_is_fetched_once_and_saved_below_the_folder_or_under_a_full_path()
    {
        using var other = new TemporaryFolder();
        var picture = Picture("png");

        Assert.Equal(_folder["made", "fox.png"], await picture.SaveAsync("made/fox.png"));
        Assert.Equal(_folder["fox.png"], await picture.SaveAsync("fox"));
        Assert.Equal(other["fox.PNG"], await picture.SaveAsync(other["fox.PNG"]));

        Assert.Equal(1, _reads);
        Assert.Equal(new byte[] { 1, 2 }, File.ReadAllBytes(_folder["fox.png"]));
    }

    [Theory]
    [InlineData("png", "fox.jpg", "fox.png")]
    [InlineData("jpeg", "fox.webp", "fox.jpg")]
    public async Task An_ending_of_another_format_is_refused_with_the_right_one(string format, string path, string right)
    {
        var error = await Assert.ThrowsAsync<ScriptException>(() => Picture(format).SaveAsync(path));

        Assert.Contains(right, error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Both_endings_of_a_jpeg_are_right()
    {
        await Picture("jpeg").SaveAsync("a.jpg");
        await Picture("jpeg").SaveAsync("b.JPEG");

        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task A_name_of_somebody_else_s_does_not_lead_out() =>
        await Assert.ThrowsAsync<ScriptException>(() => Picture("png").SaveAsync("../fox.png"));

    [Fact]
    public async Task Several_are_numbered()
    {
        var one = Made();

        Assert.Equal([_folder["fox.png"]], await new MadePictures([one]).SaveAsync("fox.png"));
        Assert.Equal([_folder["fox-1.png"], _folder["fox-2.png"]], await new MadePictures([one, Made()]).SaveAsync("fox.png"));
    }

    [Fact]
    public void Arguments_are_read_by_place_and_by_name()
    {
        var arguments = new ScriptArguments(["in", "--scale", "1.5", "--dry"]);

        Assert.Equal(("in", "--scale"), (arguments[0], arguments[1]));
        Assert.Equal(("in", "out"), (arguments.At(0, "x"), arguments.At(1, "out")));
        Assert.Equal(1.5, arguments.Option("scale", 2.0));
        Assert.Equal(20, arguments.Option("steps", 20));
        Assert.True(arguments.Has("dry"));
        Assert.Equal("--scale", Assert.Throws<ScriptException>(() => arguments.Option("scale", 2)).Field);
        Assert.Equal("--dry", Assert.Throws<ScriptException>(() => arguments.Option("dry", 2)).Field);
        Assert.Contains("argument 10", Assert.Throws<ScriptException>(() => arguments[9]).Message);
    }

    public void Dispose() => _folder.Dispose();

    private ScriptPicture Picture(string format) => new(format, 8, 8, Read, Files());

    private MadePicture Made() =>
        new("png", 8, 8, Read, Files()) { Id = "1", JobId = "2", Seed = 3, Prompt = "fox", CreatedAt = DateTimeOffset.UnixEpoch };

    private FolderFiles Files() => new(_folder.Path, CancellationToken.None);

    private Task<byte[]> Read()
    {
        _reads++;
        return Task.FromResult<byte[]>([1, 2]);
    }
}
