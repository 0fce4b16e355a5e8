using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Diffusion.Tests.Graphs;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Upscale;

/// <summary>A file's whole way: its tensors, its graph, the plugin's tiles.</summary>
public sealed class PictureUpscalerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NetworkRuntime _networks = new(new SessionFactory(new OnnxRuntimeOptions()), TimeProvider.System);

    [Theory]
    [InlineData("new")]
    [InlineData("release")]
    [InlineData("original")]
    public void A_network_of_any_layout_enlarges_as_its_loops_do(string layout)
    {
        var plain = new PlainRrdbNet(new RrdbNetConfig(3, 1, 4, 2, 1, 1));
        using var weights = plain.Written();
        Write("tiny", weights, name => layout == "new" ? name : layout == "release" ? Release(name) : Original(name));
        var picture = Some(16, 8);
        var made = Upscaler.Upscale(picture, "tiny", "upscaler", 32, 16, null, default);
        var expected = plain.Upscale(Volume.Of(3, 8, 16, (channel, y, x) => picture.Pixels[(((y * 16) + x) * 3) + channel] / 255.0));
        for (var i = 0; i < made.Pixels.Length; i++)
        {
            var level = Math.Clamp(expected.Values[(i % 3 * 32 * 16) + (i / 3)] * 255, 0, 255);
            Assert.InRange(made.Pixels[i] - level, -0.6, 0.6);
        }
    }

    [Fact]
    public void A_file_that_is_no_upscaler_is_refused_by_the_field_that_names_it()
    {
        _folder.Write("upscalers/odd.safetensors", SafetensorsWriter.Of(TensorType.F32, [("some.weight", [2])]));
        var refused = Assert.Throws<RequestException>(() => Upscaler.Upscale(Some(8, 8), "odd", "hires.upscaler", 16, 16, null, default));
        Assert.Equal("hires.upscaler", refused.Field);
        Assert.Contains("odd", refused.Problem);
    }

    [Fact]
    public void A_size_that_is_filled_keeps_the_pictures_proportions_and_cuts_the_rest()
    {
        var half = new byte[16 * 8 * 3];
        Array.Fill<byte>(half, 255, 0, half.Length / 2);
        var made = Upscaler.Fill(Picture.Own(16, 8, half), "nearest", "upscaler", 16, 16, crop: true, null, default);
        Assert.Equal((16, 16), (made.Width, made.Height));
        Assert.Equal((255, 0), (made.Pixels[7 * 16 * 3], made.Pixels[8 * 16 * 3]));
    }

    public void Dispose()
    {
        _networks.Dispose();
        _folder.Dispose();
    }

    private PictureUpscaler Upscaler => new(new SamplerParts(), new ModelFiles(_folder.Path), _networks);

    private void Write(string name, WrittenWeights weights, Func<string, string> rename)
    {
        var header = new Dictionary<string, object>();
        var data = new List<byte>();
        foreach (var weight in weights.Names)
        {
            var found = weights.Find(weight)!;
            var begin = data.Count;
            data.AddRange(weights.Bytes(found));
            header[rename(weight)] = new { dtype = "F32", shape = found.Shape, data_offsets = new[] { begin, data.Count } };
        }

        _folder.Write($"upscalers/{name}.safetensors", SafetensorsWriter.File(JsonSerializer.SerializeToUtf8Bytes(header), [.. data]));
    }

    private static string Release(string name) =>
        name.Replace("conv_body", "trunk_conv", StringComparison.Ordinal).Replace("body.", "RRDB_trunk.", StringComparison.Ordinal)
            .Replace("rdb", "RDB", StringComparison.Ordinal)
        .Replace("conv_up", "upconv", StringComparison.Ordinal).Replace("conv_hr", "HRconv", StringComparison.Ordinal);

    private static string Original(string name)
    {
        var (module, end) = (name[..name.LastIndexOf('.')], name[name.LastIndexOf('.')..]);
        return module switch
        {
            "conv_first" => "model.0",
            "conv_body" => "model.1.sub.1",
            "conv_up1" => "model.3",
            "conv_hr" => "model.5",
            "conv_last" => "model.7",
            _ => module.Replace("body.", "model.1.sub.", StringComparison.Ordinal).Replace("rdb", "RDB", StringComparison.Ordinal) + ".0",
        } + end;
    }

    private static Picture Some(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 37 % 251);
        }

        return Picture.Own(width, height, pixels);
    }
}
