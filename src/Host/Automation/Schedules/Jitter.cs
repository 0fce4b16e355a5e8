using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Automation.Schedules;

/// <summary>
/// How much later than its time a schedule starts: spread evenly, and the same for the same schedule and time on every machine.
/// </summary>
internal static class Jitter
{
    public static TimeSpan Of(Schedule schedule, DateTimeOffset due) => Of(schedule.KeyOf(due), schedule.Plan.Jitter);

    public static TimeSpan Of(string key, TimeSpan most)
    {
        if (most <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var number = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return TimeSpan.FromMilliseconds(number % (ulong)(most.TotalMilliseconds + 1));
    }
}
