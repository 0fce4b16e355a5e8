using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Server.Tests.Scripts;

/// <summary>The scripts that ship, run as a user runs them, with few steps.</summary>
public sealed class ExampleScriptTests(ScriptServer shared) : IClassFixture<ScriptServer>, IDisposable
{
    private readonly ScriptCommand _command = new();
    private readonly RunningServer _server = shared.Running;

    [Fact]
    public async Task Daily_hero_publishes_the_day_s_picture_and_keeps_it()
    {
        var result = (await RunAsync("daily-hero.csx", "site", "--date", "2026-12-24", "--steps", "2", "--count", "2")).Succeeded();

        Assert.Contains("snowy winter", result.Output);
        Assert.Contains("lights in the windows", result.Output);
        Assert.Equal((256, 256), SizeOf("site", "hero.png"));
        Assert.Equal(File.ReadAllBytes(_command["site", "hero.png"]), File.ReadAllBytes(_command["site", "history", "2026-12-24.png"]));
        Assert.Contains("\"date\":\"2026-12-24\"", File.ReadAllText(_command["site", "hero.json"]));

        // Another day, another picture; weather that cannot be had is no reason for none.
        result = (await RunAsync("daily-hero.csx", "site", "--date", "2026-07-01", "--steps", "2", "--count", "1", "--weather",
            "http://127.0.0.1:9/")).Succeeded();
        Assert.Contains("no weather", result.Error);
        Assert.Equal(File.ReadAllBytes(_command["site", "hero.png"]), File.ReadAllBytes(_command["site", "history", "2026-07-01.png"]));
    }

    [Fact]
    public async Task Xyz_grid_lays_its_cells_out_in_one_picture()
    {
        var result = (await RunAsync("xyz-grid.csx", "a red house", "--steps", "1,2", "--guidance", "2,5")).Succeeded();

        Assert.StartsWith("4 cells", result.Output);
        var (width, height) = SizeOf("grid.png");
        Assert.True(width > 512 && height > 512, $"{width} x {height}");
    }

    [Fact]
    public async Task Storyboard_makes_a_picture_a_scene_and_a_page()
    {
        (await RunAsync("storyboard.csx", "a small red house", "story", "--steps", "2")).Succeeded();

        Assert.All(Enumerable.Range(1, 4), scene => Assert.Equal((256, 256), SizeOf("story", $"scene-{scene}.png")));
        Assert.Contains("scene-4.png", File.ReadAllText(_command["story", "index.html"]));
    }

    [Fact]
    public async Task Upscale_folder_makes_all_larger_and_leaves_what_is_there()
    {
        Directory.CreateDirectory(_command["small"]);
        File.WriteAllBytes(_command["small", "a.png"], Plain(48, 32));
        File.WriteAllBytes(_command["small", "b.png"], Plain(16, 16));
        File.WriteAllBytes(_command["small", "broken.jpg"], [1, 2, 3]);

        var result = (await RunAsync("upscale-folder.csx", "small", "large", "--scale", "2")).Succeeded();

        Assert.Equal((96, 64), SizeOf("large", "a.png"));
        Assert.Equal((32, 32), SizeOf("large", "b.png"));
        Assert.Contains("broken.jpg", result.Error);
        Assert.Contains("3 pictures, 1 failed", result.Output);
        result = (await RunAsync("upscale-folder.csx", "small", "large", "--scale", "4")).Succeeded();
        Assert.Equal((96, 64), SizeOf("large", "a.png"));
    }

    [Theory]
    [InlineData("morph.webp")]
    [InlineData("morph.gif")]
    public async Task Morph_goes_from_one_picture_to_the_other_and_back(string name)
    {
        (await RunAsync("morph.csx", "a red house", "a blue lake", "--frames", "3", "--steps", "2", "--out", name)).Succeeded();

        var file = File.ReadAllBytes(_command[name]);
        var frames = name.EndsWith(".gif", StringComparison.Ordinal) ? Count(file, [0x21, 0xf9, 4]) : Count(file, "ANMF"u8);
        Assert.Equal(4, frames);
    }

    [Fact]
    public async Task Watch_folder_takes_what_is_dropped_in()
    {
        Directory.CreateDirectory(_command["in"]);
        File.WriteAllBytes(_command["in", "a.png"], Plain(64, 64));
        File.WriteAllBytes(_command["in", "broken.png"], [1, 2, 3]);
        (await RunAsync("watch-folder.csx", "in", "out", "--scale", "1.5", "--once")).Succeeded();

        Assert.Equal((96, 96), SizeOf("out", "a.png"));
        Assert.True(File.Exists(_command["in", "done", "a.png"]));
        Assert.True(File.Exists(_command["in", "failed", "broken.png"]));

        File.WriteAllBytes(_command["in", "b.png"], Plain(64, 64));
        (await RunAsync("watch-folder.csx", "in", "out", "--prompt", "an oil painting", "--steps", "2", "--once")).Succeeded();
        Assert.Equal((64, 64), SizeOf("out", "b.png"));
    }

    public void Dispose() => _command.Dispose();

    private Task<ScriptCommandResult> RunAsync(string script, params string[] arguments) =>
        _command.RunAsync(_server, [ScriptCommand.Example(script), .. arguments]);

    private (int Width, int Height) SizeOf(params string[] path) =>
        PictureHeader.Read(File.ReadAllBytes(_command[path])) is var header ? (header.Width, header.Height) : default;

    private static byte[] Plain(int width, int height) =>
        PictureCodec.Encode(
            Picture.Own(width, height, [.. Enumerable.Range(0, width * height * 3).Select(i => (byte)(i % 251))]), new PngEncoding());

    private static int Count(ReadOnlySpan<byte> file, ReadOnlySpan<byte> mark)
    {
        var count = 0;
        for (var at = file.IndexOf(mark); at >= 0; at = file.IndexOf(mark))
        {
            count++;
            file = file[(at + mark.Length)..];
        }

        return count;
    }
}
