using System.Diagnostics;
using System.Text;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_gives_its_tensors_in_place_with_shape_type_offset_and_notes()
    {
        var path = _folder.Write(
            "m.safetensors",
            SafetensorsWriter.Of(TensorType.BF16, [("a", [2, 3]), ("b", []), ("c", [4])], name => (byte)name[0], ("author", "me")));
        using var file = SafetensorsFile.Open(path);
        Assert.Equal(["a", "b", "c"], file.Tensors.Select(tensor => tensor.Name));
        var b = file.Find("b")!;
        Assert.Equal((TensorType.BF16, 0, 2L), (b.Type, b.Shape.Count, b.Length));
        Assert.Equal(Enumerable.Repeat((byte)'c', 8), file.Bytes(file.Find("c")!).ToArray());
        Assert.Equal(File.ReadAllBytes(path).AsSpan((int)b.Offset, 2).ToArray(), file.Bytes(b).ToArray());
        Assert.Equal("me", file.Metadata["author"]);
        Assert.Null(file.Find("d"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(-1)]
    public void A_truncated_file_says_truncated(int length)
    {
        var whole = SafetensorsWriter.Of(TensorType.F32, [("a", [100])]);
        var path = _folder.Write("model.safetensors", whole[..(length < 0 ? whole.Length + length : length)]);
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        Assert.StartsWith("model.safetensors: invalid: truncated (", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("invalid: truncated (", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    [InlineData(long.MaxValue)]
    [InlineData(33_554_433)]
    [InlineData(33_554_432)]
    [InlineData(1000)]
    public void A_header_length_beyond_the_limit_or_the_file_is_refused_without_allocating(ulong claimed)
    {
        var path = _folder.Write("m.safetensors", SafetensorsWriter.File("{}"u8.ToArray(), [], claimed));
        Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    public static TheoryData<string, string, int> Wrong => new()
    {
        { "overlaps", Two(("a", "F32", "2", "0", "8"), ("b", "F32", "2", "4", "12")), 12 },
        { "hole of 4 bytes", Two(("a", "F32", "2", "0", "8"), ("b", "F32", "2", "12", "20")), 20 },
        { "hole of 4 bytes", One("a", "F32", "2", "4", "12"), 12 },
        { "overlaps", Two(("a", "F32", "2", "0", "8"), ("b", "F32", "0", "4", "4")), 8 },
        { "4 bytes after the last tensor", One("a", "F32", "2", "0", "8"), 12 },
        { "needs 8 bytes, its data_offsets hold 12", One("a", "F32", "2", "0", "12"), 12 },
        { "needs 8 bytes, its data_offsets hold -8", One("a", "F32", "2", "8", "0"), 8 },
        { "overflows", One("a", "U8", "4194305, 4194305, 211106198978564", "0", "4"), 4 },
        { "overflows", One("a", "U8", "2147483647, 2147483647, 2147483647", "0", "4"), 4 },
        { "larger than 2 GiB", One("a", "F32", "2147483647", "0", "8589934588"), 4 },
        { "at most 8 whole numbers", One("a", "U8", "1,1,1,1,1,1,1,1,1", "0", "1"), 1 },
        { "whole numbers from 0", One("a", "U8", "-1", "0", "1"), 1 },
        { "whole numbers from 0", One("a", "U8", "1.5", "0", "1"), 1 },
        { "whole numbers from 0", One("a", "U8", "1", "0", "9223372036854775808"), 1 },
        { "unknown type PICKLE", One("a", "PICKLE", "1", "0", "1"), 1 },
        { "unknown type 3", One("a", "3", "1", "0", "1"), 1 },
        { "two tensors named a", Two(("a", "U8", "1", "0", "1"), ("a", "U8", "1", "1", "2")), 2 },
        { "longer than 512 bytes", One(new string('n', 513), "U8", "1", "0", "1"), 1 },
        { "control characters", One("a\nb", "U8", "1", "0", "1"), 1 },
        { "more than 8 tensors are empty", "{" + string.Join(',', Enumerable.Range(0, 9).Select(i => SafetensorsWriter.Entry($"e{i}", "F32", "0", "0", "0"))) + "}", 0 },
        { "needs dtype, shape", """{"a":{"dtype":"U8","shape":[1]}}""", 1 },
        { "twice or without need", """{"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1 },
        { "twice or without need", """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"code":"x"}}""", 1 },
        { "must be an object", """{"a":1}""", 0 },
        { "every value of __metadata__ must be a text", """{"__metadata__":{"a":1}}""", 0 },
        { "__metadata__ has a twice", """{"__metadata__":{"a":"1","a":"2"}}""", 0 },
        { "two __metadata__", """{"__metadata__":{},"__metadata__":{}}""", 0 },
        { "__metadata__ is larger than", $$$"""{"__metadata__":{"a":"{{{new string('x', 1 << 20)}}}"}}""", 0 },
        { "expected depth", """{"a":{"shape":[[[[1]]]]}}""", 0 },
        { "not well-formed JSON", "{\"a\":", 0 },
        { "not well-formed JSON", "{} {}", 0 },
        { "not well-formed JSON", """{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1 },
        { "does not start with '{'", "[]", 0 },
        { "does not start with '{'", "\u0080\u0004}q\u0001", 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_header_that_breaks_a_rule_is_invalid_and_says_which(string says, string header, int dataBytes)
    {
        var path = _folder.Write("m.safetensors", SafetensorsWriter.File(header, dataBytes));
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
        Assert.StartsWith("m.safetensors: invalid: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(1_000_000)]
    public void A_million_entries_are_refused_in_less_than_200_ms(int entries)
    {
        var header = new StringBuilder("{");
        for (var i = 0; i < entries; i++)
        {
            header.Append(i == 0 ? "" : ",").Append(SafetensorsWriter.Entry($"t{i}", "U8", "1", $"{i}", $"{i + 1}"));
        }

        AssertRefusedFast(SafetensorsWriter.File(header.Append('}').ToString(), entries));
    }

    [Fact]
    public void A_text_as_long_as_the_whole_header_is_refused_in_less_than_200_ms() =>
        AssertRefusedFast(SafetensorsWriter.File($$"""{"{{new string('x', SafetensorsHeader.MaxBytes - 100)}}":1}""", 0));

    [Fact]
    public void Markers_without_elements_and_a_padded_header_are_legal()
    {
        var header = "{" + SafetensorsWriter.Entry("a", "F32", "2", "0", "8") + ","
            + SafetensorsWriter.Entry("v_pred", "F32", "0", "8", "8") + ","
            + SafetensorsWriter.Entry("ztsnr", "F32", "0", "8", "8") + "}   ";
        using var file = SafetensorsFile.Open(_folder.Write("m.safetensors", SafetensorsWriter.File(header, 8)));
        Assert.Equal(3, file.Tensors.Count);
        Assert.Equal(0, file.Bytes(file.Find("v_pred")!).Length);
    }

    [Fact]
    public void A_file_that_is_no_regular_file_is_refused_without_waiting_for_it()
    {
        Directory.CreateDirectory(_folder.PathOf("folder.safetensors"));
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.PathOf("folder.safetensors")));
        Assert.Contains("not a regular file", error.Message, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            using var mkfifo = Process.Start("mkfifo", _folder.PathOf("pipe.safetensors"));
            mkfifo.WaitForExit();
            Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(_folder.PathOf("pipe.safetensors")));
        }
    }

    [Fact]
    public void A_file_replaced_by_renaming_keeps_the_old_bytes_and_is_noticed()
    {
        var path = _folder.Write("m.safetensors", SafetensorsWriter.Of(TensorType.U8, [("a", [4])], _ => 1));
        using var file = SafetensorsFile.Open(path);
        file.EnsureUnchanged();
        var time = File.GetLastWriteTimeUtc(path);
        var other = _folder.Write("other", SafetensorsWriter.Of(TensorType.U8, [("a", [4])], _ => 2));
        File.SetLastWriteTimeUtc(other, time);
        File.Move(other, path, overwrite: true);
        Assert.Equal([1, 1, 1, 1], file.Bytes(file.Find("a")!).ToArray());
        Assert.Equal(
            "m.safetensors: was replaced or changed since it was opened; open the model again",
            Assert.Throws<CheckpointException>(file.EnsureUnchanged).Message);
    }

    [Fact]
    public void A_file_changed_in_place_or_removed_is_noticed()
    {
        var path = _folder.Write("m.safetensors", SafetensorsWriter.Of(TensorType.U8, [("a", [4])]));
        using var file = SafetensorsFile.Open(path);
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Assert.Throws<CheckpointException>(file.EnsureUnchanged);
        File.Delete(path);
        Assert.Throws<CheckpointException>(file.EnsureUnchanged);
    }

    [Fact]
    public void A_file_that_is_written_over_is_told_from_one_that_is_replaced()
    {
        var path = _folder.Write("m.safetensors", SafetensorsWriter.Of(TensorType.U8, [("a", [4])], _ => 1));
        using var replaced = SafetensorsFile.Open(path);
        File.Move(_folder.Write("other", SafetensorsWriter.Of(TensorType.U8, [("a", [4])], _ => 2)), path, overwrite: true);
        replaced.EnsureNotOverwritten();

        using var written = SafetensorsFile.Open(path);
        written.EnsureNotOverwritten();
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Seek(-1, SeekOrigin.End);
            stream.WriteByte(3);
        }

        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        Assert.Contains(
            "m.safetensors: was written over", Assert.Throws<CheckpointException>(written.EnsureNotOverwritten).Message,
            StringComparison.Ordinal);
        replaced.EnsureNotOverwritten();
    }

    [Fact]
    public void A_closed_file_gives_no_bytes()
    {
        var file = SafetensorsFile.Open(_folder.Write("m.safetensors", SafetensorsWriter.Of(TensorType.U8, [("a", [4])])));
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Bytes(file.Find("a")!).Length);
    }

    [Fact]
    public void A_range_outside_the_file_is_refused()
    {
        using var file = SafetensorsFile.Open(_folder.Write("m.safetensors", SafetensorsWriter.Of(TensorType.U8, [("a", [4])])));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Bytes(file.Length - 1, 2).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Bytes(-1, 2).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static string One(string name, string type, string shape, string begin, string end) =>
        "{" + SafetensorsWriter.Entry(name, type, shape, begin, end) + "}";

    private static string Two((string, string, string, string, string) a, (string, string, string, string, string) b) =>
        "{" + SafetensorsWriter.Entry(a.Item1, a.Item2, a.Item3, a.Item4, a.Item5) + ","
            + SafetensorsWriter.Entry(b.Item1, b.Item2, b.Item3, b.Item4, b.Item5) + "}";

    // The fastest of a few: a busy machine must not fail the test, a slow reader must.
    private void AssertRefusedFast(byte[] bytes)
    {
        var path = _folder.Write("m.safetensors", bytes);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));
            var time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(200), $"took {best.TotalMilliseconds:f0} ms");
    }
}
