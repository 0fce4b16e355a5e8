using Atelier.Host.Downloads;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Downloads;

public sealed class DownloadMeterTests
{
    private static readonly OfferedFile First = new("a", new Uri("https://example.org/a"), 1000, null);
    private static readonly OfferedFile Second = new("b", new Uri("https://example.org/b"), 3000, null);

    private readonly ManualTime _time = new();
    private readonly DownloadMeter _meter;

    public DownloadMeterTests() =>
        _meter = new DownloadMeter(new ModelOffer { Source = "hf:a/b@main", Name = "b", IsFolder = true, Files = [First, Second] }, _time);

    [Fact]
    public void Speed_and_rest_are_of_the_last_seconds()
    {
        _meter.Begin(First);
        _meter.Received(0);
        _time.Pass(1);
        _meter.Received(500);
        _time.Pass(1);
        _meter.Received(1000);

        Assert.Equal(new DownloadProgress(1000, 4000, "a", 500, TimeSpan.FromSeconds(6)), _meter.Read());
    }

    [Fact]
    public void What_was_there_before_is_no_speed()
    {
        _meter.Begin(First);
        _meter.Received(1000);
        _meter.End();
        _meter.Begin(Second);
        _meter.Received(2000);
        _time.Pass(1);
        _meter.Received(2100);

        Assert.Equal((3100, 100), (_meter.Read().Received, _meter.Read().BytesPerSecond!.Value));
    }

    [Fact]
    public void At_the_start_nothing_is_claimed()
    {
        _meter.Begin(First);

        Assert.Equal(new DownloadProgress(0, 4000, "a", null, null), _meter.Read());
    }
}
