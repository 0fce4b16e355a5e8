// A site's hero picture, new every day: season, date and weather go into the prompt, and the liveliest of several candidates is published.
//
//   atelier run daily-hero.csx site/images --weather https://wttr.in/Berlin?format=j1
//   atelier run --server http://127.0.0.1:7860 daily-hero.csx site/images --site hero
//
// --date 2026-12-24   another day than today      --south    seasons of the southern half of the earth
// --count 4           candidates                  --steps 20
using System.Net.Http;
using System.Text.Json;
using Atelier.Scripting;

var target = Files.In(Args.At(0, "published"));
var date = Args.Option("date", DateOnly.FromDateTime(DateTime.Today));
var season = SeasonOf(Args.Has("south") ? date.AddMonths(6) : date);
var weather = await WeatherAsync(Args.Option("weather", ""));
var prompt = $"a {season} landscape with a small house on a hill, {weather}{OccasionOf(date)}, painting";
Log.Info($"{date:yyyy-MM-dd}: {prompt}");

// The seed is the day's: made again, it is the same picture.
var candidates = await Imagine(prompt, "blurry, text", steps: Args.Option("steps", 20), count: Args.Option("count", 4), seed: (ulong)date.DayNumber * 1000);

// PNG packs what is flat tightest: the largest file has the most in it.
var scored = new List<(MadePicture Picture, int Score)>();
foreach (var picture in candidates)
{
    scored.Add((picture, (await picture.BytesAsync()).Length));
}

var (best, score) = scored.MaxBy(entry => entry.Score);
await target.WriteAsync($"history/{date:yyyy-MM-dd}.png", await best.BytesAsync());
await target.WriteTextAsync("hero.json", JsonSerializer.Serialize(new { date, prompt, best.Seed, best.Model }));

// On a server's own site, /published/NAME shows it, and a rollback brings yesterday's back.
if (Args.Has("site"))
{
    await Publish(best, Args.Option("site", "hero"), alt: prompt);
}

// Last, and whole or not at all: who loads the page meanwhile sees yesterday's.
Log.Info($"published {await target.WriteAsync("hero.png", await best.BytesAsync())} (seed {best.Seed}, the liveliest of {candidates.Count})");

string SeasonOf(DateOnly day) => (day.Month % 12 / 3) switch { 0 => "snowy winter", 1 => "green spring", 2 => "bright summer", _ => "golden autumn" };

string OccasionOf(DateOnly day) => (day.Month, day.Day) switch { (12, 24) or (12, 25) => ", lights in the windows", (1, 1) => ", fireworks", (10, 31) => ", a full moon", _ => "" };

// A page without weather is better than none.
async Task<string> WeatherAsync(string url)
{
    try
    {
        return url.Length == 0 ? "clear sky" : JsonDocument.Parse(await Http.GetStringAsync(url, Cancellation)).RootElement
            .GetProperty("current_condition")[0].GetProperty("weatherDesc")[0].GetProperty("value").GetString()!.ToLowerInvariant();
    }
    catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
    {
        Log.Warning($"no weather: {exception.Message}");
        return "clear sky";
    }
}
