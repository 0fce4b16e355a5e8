using System.Text;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public class SafetensorsHeaderTests
{
    private const int Mutations = 20_000;
    private static readonly string[] Pieces = ["{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud800", "-1", "1e9", "9223372036854775807",
        "null", "\0", "\u00ff", "__metadata__", "data_offsets"];

    [Fact]
    public void Any_mutation_of_a_header_parses_or_is_a_checkpoint_exception()
    {
        var valid = Encoding.UTF8.GetBytes(
            "{\"__metadata__\":{\"author\":\"me\"}," + SafetensorsWriter.Entry("a.weight", "F32", "2,3", "0", "24") + ","
            + SafetensorsWriter.Entry("b.weight", "F16", "4", "24", "32") + "," + SafetensorsWriter.Entry("c", "I64", "", "32", "40")
            + "}");
        Assert.Equal(3, SafetensorsHeader.Parse(valid, 0, 40, "m").Tensors.Count);
        var random = new Random(20);
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = valid.ToList();
            for (var left = random.Next(1, 5); left > 0; left--)
            {
                Mutate(mutated, random);
            }

            refused += Accepts([.. mutated], 40) ? 0 : 1;
        }

        // Most mutations break something; were nearly all accepted, nothing would be checked.
        Assert.InRange(refused, Mutations * 3 / 4, Mutations);
    }

    [Fact]
    public void What_is_accepted_covers_the_data_exactly()
    {
        var random = new Random(21);
        for (var i = 0; i < 2000; i++)
        {
            var count = random.Next(0, 4);
            var entries = Enumerable.Range(0, count)
                .Select(n =>
                    SafetensorsWriter.Entry($"t{n}", "U8", $"{random.Next(0, 3)}", $"{random.Next(0, 4)}", $"{random.Next(0, 6)}"));
            var dataLength = random.Next(0, 6);
            var json = Encoding.UTF8.GetBytes("{" + string.Join(',', entries) + "}");
            if (Accepts(json, dataLength))
            {
                var tensors = SafetensorsHeader.Parse(json, 100, dataLength, "m").Tensors;
                Assert.Equal(dataLength, tensors.Sum(tensor => tensor.Length));
                Assert.All(tensors, tensor => Assert.InRange(tensor.Offset, 100, 100 + dataLength - tensor.Length));
            }
        }
    }

    private static bool Accepts(byte[] header, long dataLength)
    {
        try
        {
            _ = SafetensorsHeader.Parse(header, 0, dataLength, "m");
            return true;
        }
        catch (CheckpointException)
        {
            return false;
        }
    }

    private static void Mutate(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 12), bytes.Count - at);
        switch (random.Next(4))
        {
            case 0 when length > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
        }
    }
}
