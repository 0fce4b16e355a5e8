using System.Buffers.Binary;
using System.CommandLine;
using System.Text.Json;

namespace Atelier.Bench;

/// <summary>Claim: a whole generation stays within 1.2 × the weights in single precision, plus activations.</summary>
internal static class ModelMemory
{
    public static Command Command()
    {
        var model = new Argument<string>("model") { Description = "A model's folder or safetensors file." };
        var program =
            new Option<string>("--program") { Description = "The atelier command.", DefaultValueFactory = _ => AtelierProcess.Program };
        var command = new Command("memory", "The most memory that `atelier imagine` takes, beside the model's weights in single precision.")
        {
            model,
            program,
        };
        command.SetAction(result => Run(result.GetValue(model)!, result.GetValue(program)!));
        return command;
    }

    private static void Run(string model, string program)
    {
        var files = File.Exists(model) ? [model] : Directory.GetFiles(model, "*.safetensors", SearchOption.AllDirectories);
        var weights = sizeof(float) * (double)files.Sum(CountElements);
        var run = AtelierProcess.Imagine(program, "a red apple on a table", "--model", model, "--steps", "2", "--seed", "1");
        Console.WriteLine(
            $"peak {run.PeakBytes / 1e6:f0} MB; weights in F32 {weights / 1e6:f0} MB; ratio {run.PeakBytes / weights:f2}, program and activations included");
    }

    private static long CountElements(string file)
    {
        using var stream = File.OpenRead(file);
        var prefix = new byte[sizeof(long)];
        stream.ReadExactly(prefix);
        var header = new byte[BinaryPrimitives.ReadInt64LittleEndian(prefix)];
        stream.ReadExactly(header);
        using var json = JsonDocument.Parse(header);
        return json.RootElement.EnumerateObject()
            .Where(entry => entry.Name != "__metadata__")
            .Sum(entry => entry.Value.GetProperty("shape").EnumerateArray().Aggregate(1L, (product, size) => product * size.GetInt64()));
    }
}
