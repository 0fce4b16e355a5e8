using System.Text;

namespace Atelier.Host.Tests.Downloads.Doubles;

/// <summary>Small safetensors files that are sound.</summary>
internal static class SmallModel
{
    /// <summary>One tensor of so many bytes, of a pattern that shows what lies where.</summary>
    public static byte[] File(int bytes, byte salt = 0)
    {
        var header = Encoding.UTF8.GetBytes($$$"""{"weight":{"dtype":"U8","shape":[{{{bytes}}}],"data_offsets":[0,{{{bytes}}}]}}""");
        return [.. BitConverter.GetBytes((ulong)header.Length), .. header,
            .. Enumerable.Range(0, bytes).Select(i => (byte)((i * 31 + salt) % 251))];
    }
}
