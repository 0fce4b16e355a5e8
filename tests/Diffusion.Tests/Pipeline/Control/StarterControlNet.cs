using System.Runtime.InteropServices;
using System.Text.Json;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Tests.Checkpoints;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

/// <summary>
/// A ControlNet for the model that ships: a copy of its UNet's way down, as training begins, but with all that is new at random.
/// </summary>
internal static class StarterControlNet
{
    private const string Weights = "unet/diffusion_pytorch_model.safetensors";
    private const float Scale = 0.2f;

    public static void Write(TemporaryFolder folder, string name)
    {
        var starter = Path.Combine(Golden.RepositoryRoot, "models", "starter");
        using var checkpoint = CheckpointReader.Open(starter, null);
        var unet = GoldenTensors.Read(Path.Combine(starter, Weights));
        var random = new Random(1);
        var header = new Dictionary<string, object>();
        var data = new MemoryStream();
        foreach (var (tensor, shape) in ExpectedControlNet.Of(
            new ControlNetConfig("sd1", checkpoint.UNet.Config, [3, 8, 8, 8, 8], GlobalPool: false)).Items)
        {
            var begin = data.Length;
            data.Write(MemoryMarshal.AsBytes<float>(unet.Contains(tensor) ? unet[tensor].Floats : Values(random, shape)));
            header[tensor] = new { dtype = "F32", shape, data_offsets = new[] { begin, data.Length } };
        }

        folder.Write($"{name}/config.json", File.ReadAllText(Path.Combine(starter, "unet", "config.json")));
        folder.Write(
            $"{name}/diffusion_pytorch_model.safetensors",
            SafetensorsWriter.File(JsonSerializer.SerializeToUtf8Bytes(header), data.ToArray()));
    }

    private static float[] Values(Random random, long[] shape) =>
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (product, size) => product * size))
            .Select(_ => Scale * ((2 * random.NextSingle()) - 1))];
}
