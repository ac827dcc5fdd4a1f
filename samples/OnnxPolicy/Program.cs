using System.Diagnostics;
using System.Globalization;
using OnnxPolicy;

const int Agents = 5000;
const int Steps = 300;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var swarm = new Swarm(Agents, seed: 1);
float before = swarm.MeanDistance;

// The first step packs the weights and takes the thread's scratch memory.
swarm.Step();

long allocated = GC.GetAllocatedBytesForCurrentThread();
long start = Stopwatch.GetTimestamp();
for (int step = 1; step < Steps; step++)
{
    swarm.Step();
}

TimeSpan time = Stopwatch.GetElapsedTime(start);
allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
float after = swarm.MeanDistance;

Console.WriteLine($"Policy     {Policy.InputSize} inputs, {Policy.OutputSize} outputs, {Policy.ParameterCount} parameters");
Console.WriteLine($"Agents     {Agents}, {Steps} steps");
Console.WriteLine($"Distance   {before:F3} → {after:F3} (mean, to the target)");
Console.WriteLine($"Time       {time.TotalMilliseconds / (Steps - 1):F2} ms a step, {time.TotalNanoseconds / (Steps - 1) / Agents:F0} ns an agent");
Console.WriteLine($"Garbage    {allocated} bytes in {Steps - 1} steps");

// A policy that goes nowhere, or a step that allocates, is a fault.
return after < 0.1f * before && allocated == 0 ? 0 : 1;
